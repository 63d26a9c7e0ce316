/**
 * While the first page is loaded, Kit hears of no other address, and in the end puts back the one it began with. So
 * the page is loaded anew, as Kit does with an address that is typed later.
 */
addEventListener('hashchange', () => {
  if (!document.getElementById('main')) location.reload();
});
