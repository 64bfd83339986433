// A form that a device answers: it shows itself where the browser can do that. The page tells what goes wrong.
for (const form of document.querySelectorAll("form[data-passkey]")) {
	if (!window.PublicKeyCredential?.parseRequestOptionsFromJSON) continue;
	form.hidden = false;
	const adds = form.dataset.passkey === "add";
	const told = form.querySelector("[role=alert]");
	const ask = async (address, fields) => {
		const answer = await fetch(address, { method: "POST", body: new URLSearchParams(fields) });
		const said = await answer.json();
		if (!answer.ok) throw Object.assign(new Error(said.fault), { name: "Fault" });
		return said;
	};
	form.addEventListener("submit", async (event) => {
		event.preventDefault();
		told.textContent = "";
		try {
			const { password, ...fields } = Object.fromEntries(new FormData(form));
			const { id, options } = await ask(`${form.action}/vraag`, { ...fields, password: password ?? "" });
			const publicKey = adds
				? PublicKeyCredential.parseCreationOptionsFromJSON(options)
				: PublicKeyCredential.parseRequestOptionsFromJSON(options);
			const credential = await navigator.credentials[adds ? "create" : "get"]({ publicKey });
			const { to } = await ask(form.action, { ...fields, id, credential: JSON.stringify(credential) });
			location.assign(to);
		} catch (error) {
			const cancelled = ["NotAllowedError", "AbortError", "InvalidStateError"].includes(error.name);
			told.textContent = error.name === "Fault" ? error.message : cancelled ? told.dataset.cancelled : told.dataset.failed;
		}
	});
}
