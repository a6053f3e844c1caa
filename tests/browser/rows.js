// The words of each table row that is shown, without spaces and without what only a screen reader
// is told: a printed row.
() =>
  [...document.querySelectorAll("tr")]
    .filter((row) => row.getClientRects().length && !row.closest("details"))
    .map((row) => {
      const walker = document.createTreeWalker(row, NodeFilter.SHOW_TEXT);
      let words = "";
      for (let text = walker.nextNode(); text; text = walker.nextNode()) {
        const parent = text.parentElement;
        if (parent.getClientRects().length && !parent.closest(".vh")) words += text.data;
      }
      return words.replace(/\s+/g, "");
    });
