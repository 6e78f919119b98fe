// Passkeys: asks our server what to do, asks the device, and sends the device's answer with the page's own form.
// A form that does this has data-passkey ("create" or "get") and data-options (where to ask).
// Browsers since 2024 read and write the JSON form themselves (WebAuthn level 3); the few lines below are for the others.

const bytes = (text) => {
  const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(plain, (letter) => letter.charCodeAt(0));
};
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const described = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

function creationOptions(json) {
  if (PublicKeyCredential.parseCreationOptionsFromJSON) return PublicKeyCredential.parseCreationOptionsFromJSON(json);
  const user = { ...json.user, id: bytes(json.user.id) };
  return { ...json, user, challenge: bytes(json.challenge), excludeCredentials: described(json.excludeCredentials) };
}

function requestOptions(json) {
  if (PublicKeyCredential.parseRequestOptionsFromJSON) return PublicKeyCredential.parseRequestOptionsFromJSON(json);
  return { ...json, challenge: bytes(json.challenge), allowCredentials: described(json.allowCredentials) };
}

function written(credential) {
  if (credential.toJSON) return credential.toJSON();
  const { response } = credential;
  const said = {};
  for (const name of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"]) {
    if (response[name]) said[name] = text(response[name]);
  }
  return {
    id: credential.id, rawId: text(credential.rawId), type: credential.type, response: said,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

async function asked(form) {
  const given = new URLSearchParams(new FormData(form));
  given.delete("passphrase");
  const answer = await fetch(form.dataset.options, { method: "POST", body: given });
  const json = await answer.json();
  if (!answer.ok) throw Object.assign(new Error("refused"), { says: json.says });
  return json.publicKey;
}

async function perform(form) {
  const json = await asked(form);
  const credential = form.dataset.passkey === "create"
    ? await navigator.credentials.create({ publicKey: creationOptions(json) })
    : await navigator.credentials.get({ publicKey: requestOptions(json) });
  form.querySelector("[data-credential]").value = JSON.stringify(written(credential));
  form.submit();
}

for (const form of document.querySelectorAll("form[data-passkey]")) {
  const start = form.querySelector("[data-passkey-start]");
  const says = form.querySelector("[data-passkey-says]");
  if (!window.PublicKeyCredential) continue;
  start.hidden = false;
  start.addEventListener("click", async () => {
    says.textContent = "";
    start.disabled = true;
    try {
      await perform(form);
    } catch (problem) {
      says.textContent = problem.says ?? form.dataset.failed;
      start.disabled = false;
    }
  });
}
