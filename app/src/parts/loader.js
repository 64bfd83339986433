((script, wasm) => {
	// Islands wake from the outside in; the children of an island belong to the page and may hold further islands.
	const waiting = [];
	async function wake(node, mod) {
		if (node.tagName === "LEPTOS-ISLAND") {
			const island = mod[node.dataset.component];
			if (island) {
				waiting.at(-1)?.();
				await island(node);
			}
		}
		const children = node.tagName === "LEPTOS-CHILDREN";
		if (children) waiting.push(node.$$on_hydrate);
		for (const child of node.children) await wake(child, mod);
		if (children) waiting.pop();
	}
	async function start() {
		const mod = await import(script);
		await mod.default({ module_or_path: wasm });
		mod.hydrate();
		await wake(document.body, mod);
		// Parts that an island puts in later have islands too.
		document.addEventListener("wake", (event) => wake(event.target, mod));
		document.documentElement.dataset.awake = "";
	}
	// Where WASM is blocked the page stays what it is: links and forms.
	(window.requestIdleCallback ?? setTimeout)(() => start().catch((cause) => console.warn(cause)));
})
