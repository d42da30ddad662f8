// Vài việc nhỏ làm trang dễ dùng hơn; thiếu nó trang vẫn đọc được trọn vẹn.
(() => {
  const KEY = "danvan-nen";
  const dark = document.getElementById("dv-dark");
  const system = matchMedia("(prefers-color-scheme: dark)");

  // 1. Nền sáng hay tối theo lựa chọn lần trước (dòng mã ở đầu trang đã đặt) hoặc theo máy; khi in luôn là nền sáng.
  const stored = () => {
    try {
      return localStorage.getItem(KEY);
    } catch {
      return null;
    }
  };
  const isDark = () => (stored() || (system.matches ? "dark" : "light")) === "dark";
  const apply = () => {
    dark.media = isDark() ? "screen" : "not all";
  };
  apply();
  system.addEventListener("change", apply);

  const toggle = (button) => {
    const next = isDark() ? "light" : "dark";
    try {
      localStorage.setItem(KEY, next);
    } catch {
      return; // không lưu được thì theo máy
    }
    apply();
    button.setAttribute("aria-pressed", String(next === "dark"));
  };

  // 2. Bảng rộng hơn màn hình: cuộn được bằng bàn phím.
  const reachTables = () => {
    for (const table of document.querySelectorAll(".dv-page table")) {
      if (table.scrollWidth > table.clientWidth + 1) table.tabIndex = 0;
      else table.removeAttribute("tabindex");
    }
  };

  // 3. Khi in: nguồn và địa chỉ của trang ở lề dưới mỗi tờ.
  addEventListener("beforeprint", () => {
    const source = document.querySelector(".dv-printed");
    if (source) document.documentElement.style.setProperty("--dv-printed", JSON.stringify(source.textContent.trim()));
  });

  document.addEventListener("DOMContentLoaded", () => {
    const button = document.querySelector(".dv-theme");
    button.hidden = false;
    button.setAttribute("aria-pressed", String(isDark()));
    button.addEventListener("click", () => toggle(button));
    reachTables();
    addEventListener("resize", reachTables);

    // 4. Mục lục: mở trên màn hình rộng; trên điện thoại gập lại sau khi chọn một mục.
    const outline = document.querySelector(".dv-toc");
    if (!outline) return;
    const wide = matchMedia("(min-width: 60em)");
    outline.open = wide.matches;
    outline.addEventListener("click", (event) => {
      if (event.target.closest("a")) outline.open = wide.matches;
    });
  });
})();
