// Opens pages in Firefox until the controls of their panels are there, presses KEYS on the first slider of each, and
// prints what it saw as JSON. KEYS is a list in JSON of keys, each with the sentence that Python then says; with none,
// Python is not started, and the pictures drawn beforehand are looked at for the values that the addresses name.
// node firefox.mjs FIREFOX KEYS ADDRESS...
import puppeteer from "puppeteer-core";

const [executablePath, keys, ...addresses] = process.argv.slice(2);
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
try {
  const seen = [];
  for (const address of addresses) seen.push(await look(address, JSON.parse(keys)));
  console.log(JSON.stringify(seen));
} finally {
  await browser.close();
}

async function look(address, keys) {
  const seen = { trouble: [], pictures: [], seconds: 0 };
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  page.on("console", (message) => message.type() === "error" && seen.trouble.push(message.text()));
  page.on("pageerror", (error) => seen.trouble.push(String(error)));
  page.on("request", (request) => {
    const url = request.url();
    if (!/^(data|blob):/.test(url) && new URL(url).host !== new URL(address).host) seen.trouble.push(`foreign: ${url}`);
  });
  await page.goto(address);
  await page.evaluate(() => document.querySelector(".panel-still, .widget-subarea").scrollIntoView());
  const handle = await page.waitForSelector(".noUi-handle");
  await page.waitForFunction(() => !document.querySelector(".panel-still"));
  if (!keys.length) {
    const drawn = () => document.querySelector("img.widget-image")?.style.backgroundImage;
    await page.waitForFunction(drawn, { timeout: 30_000 });
    seen.sentence = await page.evaluate(async () => {
      const image = document.querySelector("img.widget-image");
      await image.decode();
      return image.alt;
    });
  }
  const start = performance.now();
  for (const [key, sentence] of keys) {
    await handle.focus();
    await page.keyboard.press(key);
    await page.waitForFunction(() => ["live", "failed"].includes(document.documentElement.dataset.live), {
      timeout: 120_000,
    });
    seen.seconds ||= (performance.now() - start) / 1000;
    // A panel that trains first draws when it is done; what was drawn beforehand lies over a first picture.
    const answered = (said) => {
      const image = document.querySelector("img.widget-image");
      return image.alt === said && !image.style.backgroundImage && !document.querySelector("[aria-busy]");
    };
    await page.waitForFunction(answered, { timeout: 120_000 }, sentence);
    await new Promise((resolve) => setTimeout(resolve, 500));
    const picture = await page.evaluate(async () => {
      const image = document.querySelector("img.widget-image");
      await image.decode();
      const canvas = document.createElement("canvas");
      [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
      canvas.getContext("2d").drawImage(image, 0, 0);
      return canvas.toDataURL().split(",")[1];
    });
    seen.pictures.push(picture);
  }
  seen.state = await page.evaluate(() => document.documentElement.dataset.live);
  await page.close();
  return seen;
}
