// Before anything is painted: the theme that was chosen in this browser, or else the system's.
(() => {
  try {
    const chosen = localStorage.getItem('ai-gateway-theme');
    if (chosen === 'light' || chosen === 'dark') {
      document.documentElement.dataset.theme = chosen;
    }
  } catch {
    // a browser that keeps nothing goes by the system
  }
})();
