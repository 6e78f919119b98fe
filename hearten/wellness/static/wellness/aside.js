// What the server did not keep as it was: with its words and the reason, until its person lets it go.
import { vault } from "../kernel/vault.js";

export async function putAside({ refused, letGo }, done) {
  const shown = [];
  for (const name of await vault.names("refused:")) {
    const one = await vault.read(name);
    if (one) shown.push(box(one, { refused, letGo }, async (here) => { await vault.forget(name); here.remove(); done(); }));
  }
  return shown;
}

function box(one, { refused, letGo }, go) {
  const made = Object.assign(document.createElement("div"), { className: "notice stack" });
  const said = one.says.words ?? Object.values(one.says.parts ?? {}).join("\n\n");
  const button = Object.assign(document.createElement("button"), { className: "button button-quiet", type: "button", textContent: letGo });
  button.addEventListener("click", () => go(made));
  made.append(
    Object.assign(document.createElement("p"), { textContent: one.sentence || refused }),
    Object.assign(document.createElement("p"), { className: "quoted kept-lines", textContent: said }),
    Object.assign(document.createElement("p"), {}),
  );
  made.lastElementChild.append(button);
  return made;
}
