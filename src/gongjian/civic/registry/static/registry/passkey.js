// The browser's half of a passkey: put the server's question to the device, send its answer as an ordinary form.
"use strict";
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (one) => one.charCodeAt(0));
  const words = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

  const asked = (form) => {
    const question = JSON.parse(form.dataset.question);
    question.challenge = bytes(question.challenge);
    if (question.user) question.user.id = bytes(question.user.id);
    for (const known of [...(question.excludeCredentials || []), ...(question.allowCredentials || [])]) known.id = bytes(known.id);
    return question;
  };

  const answered = (credential) => {
    const response = { clientDataJSON: words(credential.response.clientDataJSON) };
    for (const part of ["attestationObject", "authenticatorData", "signature", "userHandle"])
      if (credential.response[part]) response[part] = words(credential.response[part]);
    const id = words(credential.rawId);
    return JSON.stringify({ id, rawId: id, type: credential.type, response, clientExtensionResults: {} });
  };

  for (const form of document.querySelectorAll("form[data-passkey]")) {
    const say = (which) => {
      for (const one of form.querySelectorAll("[data-say]")) one.hidden = one.dataset.say !== which;
    };
    if (!window.PublicKeyCredential) {
      say("unable");
      form.querySelector("button").disabled = true;
      continue;
    }
    form.addEventListener("submit", async (event) => {
      if (form.elements.answer.value) return;
      event.preventDefault();
      say("waiting");
      try {
        const publicKey = asked(form);
        const credential = await navigator.credentials[form.dataset.passkey]({ publicKey });
        form.elements.answer.value = answered(credential);
        form.submit();
      } catch (problem) {
        say(problem.name === "InvalidStateError" ? "known" : "failed");
      }
    });
  }
})();
