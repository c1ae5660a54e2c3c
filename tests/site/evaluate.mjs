// Runs a function of FILE in a page in Firefox, and prints what it gives as JSON.
// node evaluate.mjs FIREFOX FILE ADDRESS
import { readFile } from "node:fs/promises";
import puppeteer from "puppeteer-core";

const [executablePath, file, address] = process.argv.slice(2);
const browser = await puppeteer.launch({ browser: "firefox", executablePath, headless: true });
try {
  const page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  await page.goto(address);
  const source = (await readFile(file, "utf8")).replace(/^\/\/.*\n/gm, "").trim();
  console.log(JSON.stringify(await page.evaluate(`(${source.replace(/;$/, "")})()`)));
} finally {
  await browser.close();
}
