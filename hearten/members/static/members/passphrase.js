// Shows what is typed into a passphrase box, while its button is pressed in.
for (const button of document.querySelectorAll("[data-show-passphrase]")) {
  const box = document.getElementById(button.getAttribute("aria-controls"));
  button.hidden = false;
  button.addEventListener("click", () => {
    const shown = box.type === "text";
    box.type = shown ? "password" : "text";
    button.setAttribute("aria-pressed", String(!shown));
  });
  box.form.addEventListener("submit", () => { box.type = "password"; });
}
