// Keeps what is being written: on this device at once, on the site after a pause. What was never saved is offered again.
// Without scripts the form saves when its button is pressed.
for (const form of document.querySelectorAll("form[data-draft]")) {
	const key = `draft:${form.dataset.draft}`;
	const told = document.getElementById("draft-told");
	const offer = document.getElementById("draft-offer");
	const shown = document.getElementById("draft-shown");
	const version = form.elements.version;
	const own = ["actie", "version", "verder"];
	const written = () => JSON.stringify([...new FormData(form)].filter(([name]) => !own.includes(name)));
	const tell = (what, fill = {}) => {
		const text = told.dataset[what].replace(/\{(\w+)\}/g, (_, name) => fill[name] ?? "");
		if (told.textContent !== text) told.textContent = text;
	};
	const time = (at) => new Date(at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
	// A browser may forbid keeping anything.
	const keep = (text) => {
		try {
			localStorage.setItem(key, JSON.stringify({ at: Date.now(), text }));
			return true;
		} catch {
			return false;
		}
	};
	const forget = () => {
		try {
			localStorage.removeItem(key);
		} catch {}
	};
	const kept = () => {
		try {
			const found = JSON.parse(localStorage.getItem(key) ?? "null");
			// What lay here for a week is nobody's to find.
			return found && Date.now() - found.at < 7 * 24 * 3600 * 1000 ? found : null;
		} catch {
			return null;
		}
	};
	const put = (text) => {
		const values = new Map();
		for (const [name, value] of JSON.parse(text)) values.set(name, [...(values.get(name) ?? []), value]);
		for (const field of form.elements) {
			if (!field.name || own.includes(field.name)) continue;
			const left = values.get(field.name) ?? [];
			if (["checkbox", "radio"].includes(field.type)) field.checked = left.includes(field.value);
			else if (field.type !== "submit") field.value = left.shift() ?? "";
		}
	};

	let saved = written();
	let waiting;
	let busy = false;
	let moved = false;
	const save = async () => {
		const text = written();
		if (!version || moved || busy || text === saved) return;
		busy = true;
		try {
			const answer = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
			const page = new DOMParser().parseFromString(await answer.text(), "text/html");
			const next = page.querySelector("form[data-draft] [name=version]");
			if (answer.ok && answer.redirected && next) {
				version.value = next.value;
				saved = text;
				if (written() === text) forget();
				tell("saved", { time: time(Date.now()) });
				if (shown.open) preview();
			} else {
				moved = answer.status === 409;
				tell(moved ? "moved" : "device");
			}
		} catch {
			tell("device");
		}
		busy = false;
		later();
	};
	const later = () => {
		clearTimeout(waiting);
		if (written() !== saved) waiting = setTimeout(save, 3000);
	};
	form.addEventListener("input", () => {
		const text = written();
		if (text === saved) forget();
		else if (!keep(text)) tell("nowhere");
		else if (!version) tell("device");
		later();
	});
	addEventListener("online", save);

	// The page that readers would get, made and cleaned by the site.
	const preview = async () => {
		const answer = await fetch(`${form.action}/voorbeeld`).catch(() => null);
		const page = answer?.ok && new DOMParser().parseFromString(await answer.text(), "text/html");
		const text = page && page.querySelector(".document-text, .flaws");
		if (text) shown.querySelector("div").replaceChildren(document.adoptNode(text));
	};
	if (shown) {
		shown.hidden = false;
		shown.addEventListener("toggle", () => shown.open && preview());
	}

	const before = kept();
	if (before && before.text !== saved) {
		offer.hidden = false;
		offer.querySelector("p").textContent = offer.dataset.text.replace("{time}", new Date(before.at).toLocaleString(document.documentElement.lang));
		const [back, away] = offer.querySelectorAll("button");
		back.addEventListener("click", () => {
			put(before.text);
			offer.hidden = true;
			form.dispatchEvent(new Event("input"));
		});
		away.addEventListener("click", () => {
			forget();
			offer.hidden = true;
		});
	} else if (before) forget();
	// What began as a new draft is one that is kept now.
	if (version) {
		try {
			localStorage.removeItem(`draft:new-${form.dataset.kind}`);
		} catch {}
	}
}
