"use strict";
(() => {
  const all = (what, where = document) => [...where.querySelectorAll(what)];
  const bare = text => text.normalize("NFD").replace(/\p{Mn}/gu, "").toLowerCase().replace(/đ/g, "d");
  const blocks = all("section.block");
  const rows = all("section.block tbody tr");
  const texts = rows.map(row => bare(row.querySelector("summary").textContent + " " + row.querySelector("p bdi").textContent));
  const search = document.querySelector("#search");
  const found = document.querySelector("#found");

  const look = () => {
    const wanted = bare(search.value.trim()).split(/\s+/).join(" ");
    let count = 0;
    rows.forEach((row, place) => {
      const shown = texts[place].includes(wanted);
      if (row.hidden === shown) row.hidden = !shown;
      count += shown;
    });
    for (const block of blocks) block.hidden = Boolean(wanted) && !block.querySelector("tbody tr:not([hidden])");
    found.textContent = !wanted ? "" : count ? `Tìm thấy ${count} đơn vị.` : "Không có đơn vị nào như vậy. Anh/chị thử gõ ngắn hơn.";
  };

  const sortable = block => {
    const body = block.querySelector("tbody");
    const printed = [...body.rows];
    const orders = {
      rank: printed,
      name: [...printed].sort((one, other) => one.dataset.n - other.dataset.n),
    };
    const heads = all("th[data-sort]", block);
    const sort = head => {
      heads.forEach(each => each.removeAttribute("aria-sort"));
      head.setAttribute("aria-sort", "ascending");
      body.append(...orders[head.dataset.sort]);
    };
    for (const head of heads) {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      button.addEventListener("click", () => sort(head));
      head.replaceChildren(button);
    }
    heads[0].setAttribute("aria-sort", "ascending");
  };

  const unfold = open => {
    for (const each of all("details")) if (!each.closest("tr[hidden]")) each.open = open;
  };

  blocks.forEach(sortable);
  search.addEventListener("input", look);
  document.querySelector("#open-all").addEventListener("click", () => unfold(true));
  document.querySelector("#close-all").addEventListener("click", () => unfold(false));
  document.querySelector("#print").addEventListener("click", () => print());
  document.querySelector(".tools").hidden = false;
})();
