# Knooppunt: the few commands that people and CI both use. `make help` lists them.
SHELL := /bin/bash
.ONESHELL:
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help

# Where `make serve` and `make dev` listen, and the folder they keep their data in.
LISTEN ?= 127.0.0.1:3000
DATA ?= ./data
# How many documents `make bench` measures with.
N ?= 100000

export KNOOPPUNT_BEGAN := $(shell date +%s)

.PHONY: help serve dev test check build bench bench-search backtest screenshots front

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

serve: front ## prepare, build, load content/ and serve on LISTEN (127.0.0.1:3000), with data in DATA (./data)
	@. .build/common.sh
	step 'server: compile'
	cargo build -p server
	step 'serve on http://$(LISTEN)'
	exec target/debug/knooppunt serve --data '$(DATA)' --listen '$(LISTEN)'

dev: front ## like serve, and again after every change of a file
	@exec .build/dev '$(DATA)' '$(LISTEN)'

test: front ## prepare, then everything: format, Rust suite, browser tests
	@exec .build/test

check: front ## format and clippy, for the server's side and for the browser's
	@exec .build/check

build: front ## target/release/knooppunt: one file with front end and words inside
	@. .build/common.sh
	step 'server: compile for release'
	cargo build --release -p server
	step "target/release/knooppunt, $$(($$(stat -c %s target/release/knooppunt) / 1048576)) MB"

bench: build ## the numbers to keep as a table, over N (100000) documents
	@. .build/common.sh
	step 'bench: compile for release'
	cargo build --release -p tests --bin bench
	step 'bench: measure over $(N) documents'
	target/release/bench $(N)
	step 'bench: what the statistics find in simulated displacement'
	cargo run --release -p tests --bin backtest

bench-search: ## the search alone: quality on the collections in KNOOPPUNT_IR beside plain tantivy, and speed
	@. .build/common.sh
	step 'bench-search: compile for release'
	cargo build --release -p tests --bin bench_search
	step 'bench-search: quality'
	target/release/bench_search quality
	step 'bench-search: speed, $(N) documents of 120 words'
	target/release/bench_search speed $(N) 120
	step 'bench-search: speed, 5000 documents of 10 kB'
	target/release/bench_search speed 5000 1500

backtest: ## what the statistics of the monitor find in simulated displacement, as the table that /monitor/terugblik shows
	@. .build/common.sh
	step 'backtest: simulate, and write the table into the page'
	cargo run --release -p tests --bin backtest -- --write

screenshots: front ## photograph every page into target/screenshots
	@exec .build/screenshots

front:
	@.build/prepare
	.build/front
