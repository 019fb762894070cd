// Runs before the first paint, so that nobody who chose dark sees a white page first.
(function () {
  try {
    var theme = localStorage.getItem('theme');
    if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
  } catch (refused) {
    // With storage refused, the page follows the system.
  }
})();
