// Before anything of the page is drawn: where its person signed out without a network and the server does not know yet,
// the page stays hidden until signing_out.js has told it.
try {
  document.documentElement.hidden = localStorage.getItem("sign-out-due") !== null;
} catch { /* no storage in this browser */ }
