# The verbs of this project; each is a line that a person could type.

# Settings of this checkout; .env.example names them all.
-include .env
export

# Where PostgreSQL is fetched to on a machine that has none. An empty setting counts as none.
export DEPOSITARY_POSTGRES_DIR := $(or $(DEPOSITARY_POSTGRES_DIR),$(CURDIR)/.postgres)

.DEFAULT_GOAL := help
.PHONY: help run test test-rust test-web lint format schema deny bench bench-search bench-hostile bench-attack web postgres clean

help: ## say what there is to make
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

run: web postgres ## build quickly, load data/ and serve; prints the address
	cargo run --release -- serve --import data/

test: test-rust test-web ## run every test

test-rust: web postgres
	without=$$(scripts/without "$(DEPOSITARY_POSTGRES_DIR)") && \
	DEPOSITARY_WITHOUT="$$without" cargo test --workspace && \
	for name in $$without; do echo "Left out here were the tests that need $$name."; done

test-web: web postgres tests/web/node_modules/.package-lock.json
	scripts/need chromium
	cargo build
	node tests/web/run.mjs target/debug/depositary

lint: web ## check form, types, documentation
	cargo fmt --all --check
	cargo clippy --workspace --all-targets -- -D warnings
	cd web && npm run check

format: ## bring the code into form
	cargo fmt --all

schema: web ## write schema.graphql anew
	cargo run -- schema > schema.graphql.new
	mv schema.graphql.new schema.graphql

deny: ## check licences and origins of dependencies, and known advisories
	deny=$$(scripts/need-cargo-deny) && $$deny check bans licenses sources && \
	node scripts/advisories.mjs "$$deny"

bench: web postgres ## measure speed beside the peers, memory, start-up, and parts of the engine; writes bench/results/
	scripts/need npm wrk
	cd bench/speed/peers && npm ci --no-audit --no-fund
	cargo build --profile dist -p depositary -p bench
	cargo bench --profile dist -p bench --bench micro --no-run
	node bench/speed/run.mjs target/dist/depositary

bench-search: postgres ## measure what newcomers find by search; writes bench/results/search.md
	cargo build
	node bench/search/run.mjs target/debug/depositary

bench-hostile: web postgres ## measure what hostile requests cost; writes bench/results/hostile.md
	cargo build --profile dist
	node bench/hostile/run.mjs target/dist/depositary
	node bench/hostile/expensive.mjs target/dist/depositary

web: web/dist/index.html ## build the page at /

web/dist/index.html: $(shell find web/src web/build -type f) web/index.html web/package-lock.json web/vite.config.ts
	scripts/need cc cargo npm
	cd web && npm ci --no-audit --no-fund
	cd web && npm run build

# npm writes this file when all is installed.
tests/web/node_modules/.package-lock.json: tests/web/package-lock.json
	scripts/need npm
	cd tests/web && npm ci --no-audit --no-fund
	touch $@

postgres: ## see to it that PostgreSQL can be found
	scripts/need-postgres "$(DEPOSITARY_POSTGRES_DIR)"

bench-attack: web postgres ## attack the server by connections, logs and kills, and by everything at once; writes bench/results/
	cargo build --profile dist
	failed=; for name in connections logs kills all-at-once; do \
		node bench/hostile/$$name.mjs target/dist/depositary || failed="$$failed $$name"; \
	done; test -z "$$failed"

clean: ## remove what was built
	cargo clean
	rm -rf web/dist web/node_modules tests/web/node_modules
