// What a reader's window shows of a page: widths, what lies beyond its edge, what is cut or small.
() => {
  const ROOM = 1; // Browsers lay out in fractions of a pixel.
  const clipped = (element) => {
    for (let e = element; e; e = e.parentElement) {
      if (getComputedStyle(e).clipPath !== "none") return true;
    }
    return false;
  };
  const named = (element) =>
    `<${element.localName} class="${element.className.baseVal ?? element.className}"> ` +
    (element.textContent || element.getAttribute("alt") || "").trim().slice(0, 50);
  const shown = [...document.body.querySelectorAll("*")].filter(
    (e) => e.localName !== "style" && e.getClientRects().length && !clipped(e)
  );
  const css = new Map(shown.map((e) => [e, getComputedStyle(e)]));
  const beyond = shown.filter((e) => {
    const box = e.getBoundingClientRect();
    return box.right > innerWidth + ROOM || box.left < -ROOM;
  });
  const cut = shown.filter((e) => {
    const style = css.get(e);
    const across = style.overflowX !== "visible" && e.scrollWidth > e.clientWidth + ROOM;
    const down = style.overflowY !== "visible" && e.scrollHeight > e.clientHeight + ROOM;
    return across || down || style.textOverflow === "ellipsis";
  });
  const HOLDERS = "td, th, li, p, dd, dt, h1, h2, h3, figcaption, summary, caption, main";
  const spilled = [];
  let least = Infinity;
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text = walker.nextNode(); text; text = walker.nextNode()) {
    const parent = text.parentElement;
    if (!text.data.trim() || !css.has(parent)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    const boxes = [...range.getClientRects()];
    if (!boxes.length) continue;
    least = Math.min(least, parseFloat(css.get(parent).fontSize));
    const holder = parent.closest(HOLDERS)?.getBoundingClientRect();
    const out = (b) => holder && (b.right > holder.right + ROOM || b.left < holder.left - ROOM);
    if (boxes.some(out)) spilled.push(named(parent));
  }
  const body = [...document.querySelectorAll("main .wrap > p:not(.small), main section > p")];
  return {
    width: innerWidth,
    scroll: document.documentElement.scrollWidth,
    beyond: beyond.map(named),
    cut: cut.map(named),
    spilled,
    least,
    body: Math.min(...body.filter((e) => css.has(e)).map((e) => parseFloat(css.get(e).fontSize))),
    low: shown
      .filter((e) => e.matches("a, summary") && e.getBoundingClientRect().height < 24)
      .map(named),
    words: document.body.innerText.length,
    images: [...document.images].map((image) => ({
      shown: image.getBoundingClientRect().width,
      own: image.naturalWidth,
    })),
  };
};
