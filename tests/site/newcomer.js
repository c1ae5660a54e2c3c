// What a newcomer does on the first page, in any browser, and what is seen: milliseconds, and whether pictures are equal
// to the last pixel. The function runs in the page.
async () => {
  const wait = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
  const buttons = () => [...document.querySelectorAll(".nn-lab button")];
  const until = async (holds, most = 120_000) => {
    const start = performance.now();
    while (!(await holds())) {
      if (performance.now() - start > most) throw new Error(`not within ${most} ms: ${holds}`);
      await wait(5);
    }
    return performance.now() - start;
  };
  const pictures = () => [...document.querySelectorAll(".nn-lab-panes img.widget-image")];
  const sources = () =>
    pictures()
      .map((each) => each.src)
      .join();
  const seen = async () => {
    await wait(300); // nothing moves any more
    const shot = await Promise.all(pictures().map(pixels));
    return shot.join();
  };
  const press = async (name) => {
    const target = name ? buttons().find((each) => each.textContent === name) : buttons()[0];
    const before = sources();
    target.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true }));
    target.click();
    return until(() => sources() !== before);
  };
  const words = () => document.querySelector(".nn-lab-panes .widget-html-content").textContent;

  await until(() => buttons().length > 0);
  document.querySelector(".nn-lab").dispatchEvent(new PointerEvent("pointerenter")); // the mouse comes
  await wait(1000);
  const first = await press();
  const play = await press("Play");
  const rewound = [];
  for (let i = 0; i < 2; i++) {
    await until(() => /after \d\d epochs/.test(words()));
    buttons()
      .find((each) => each.textContent === "Pause")
      .click();
    await press("Rewind");
    rewound.push(await seen());
    if (!i) await press("Play");
  }
  const recorded = document.documentElement.dataset.live === undefined;
  await press("New start");
  await until(() => document.documentElement.dataset.live === "live");
  await until(() => document.querySelector(".nn-lab-settings input[type=number]").value === "49");
  await wait(1500);
  const other = await seen();
  const runs = [];
  for (let i = 0; i < 2; i++) {
    for (const epochs of ["after 1 epoch.", "after 2 epochs."]) {
      await press("Step");
      await until(() => words().includes(epochs));
    }
    runs.push(await seen());
    await press("Rewind");
    await until(() => words().includes("after 0 epochs"));
    runs.push(await seen());
  }
  return {
    first,
    play,
    recorded,
    "rewind gives the same": rewound[0] === rewound[1],
    "a new start gives another": other !== rewound[0] && other !== runs[0],
    "the same run again": runs[0] === runs[2] && runs[1] === runs[3],
    "back at the new start": runs[1] === other,
  };

  async function pixels(image) {
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
    canvas.getContext("2d").drawImage(image, 0, 0);
    return canvas.toDataURL();
  }
};
