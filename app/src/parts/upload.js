// Shows how far files are on their way, and keeps the choice of files when sending them fails. Without scripts the browser sends
// the form itself.
for (const form of document.querySelectorAll("form[data-upload]")) {
	const part = form.querySelector(".upload");
	const [bar, told, stop] = ["progress", "[role=status]", "button"].map((one) => part.querySelector(one));
	const button = form.querySelector("button[type=submit]");
	const tell = (what, percent = "") => {
		told.textContent = what ? part.dataset[what].replace("{percent}", percent) : "";
	};
	form.addEventListener("submit", (event) => {
		event.preventDefault();
		const wire = new XMLHttpRequest();
		const over = (what) => {
			bar.hidden = stop.hidden = true;
			button.disabled = false;
			tell(what);
		};
		wire.upload.onprogress = ({ loaded, total }) => {
			bar.value = total ? loaded / total : 0;
			// Said in steps of a tenth, or a screen reader would never be silent.
			const percent = Math.floor(bar.value * 10) * 10;
			if (told.dataset.at !== String(percent)) tell(percent < 100 ? "sending" : "reading", percent);
			told.dataset.at = percent;
		};
		wire.onerror = wire.ontimeout = () => over("failed");
		wire.onabort = () => over("stopped");
		wire.onload = () => {
			if (wire.status === 200 && wire.responseURL !== location.href) return location.assign(wire.responseURL);
			if (wire.status === 200) return location.reload();
			over();
			const page = new DOMParser().parseFromString(wire.responseText, "text/html");
			const wrong = page.querySelector("main [role=alert]");
			document.querySelector("main [role=alert]")?.remove();
			if (!wrong) return tell("failed");
			form.before(wrong);
			wrong.scrollIntoView({ block: "center" });
		};
		stop.onclick = () => wire.abort();
		bar.hidden = stop.hidden = false;
		bar.value = 0;
		button.disabled = true;
		wire.open("POST", form.action);
		wire.send(new FormData(form));
	});
}
