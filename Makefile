# The only door for people: `make run`, `make test`. Everything they need they install themselves.
#   make run           the window on the sample round (without a display: the slips of the round)
#   make test          every test, from a fresh clone on
#   make deny          licences and sources of every package
#   make soak          every fault the harness knows, at every call (SOAK_MOST=N bounds it), and long fuzzing
#   make bench         the figures of BENCHMARKS.md
#   make package       installers for this system
SHELL := /bin/bash
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory

RUST_LEAST := 1.92
NODE_LEAST := 20.19
DENY := 0.20.2
SETUP := .setup
# What building the window needs, and what the tests need besides.
BUILD_PACKAGES := build-essential pkg-config libwebkit2gtk-4.1-dev libdbus-1-dev
TEST_PACKAGES := xvfb xauth webkit2gtk-driver chromium poppler-utils qpdf zbar-tools librsvg2-bin sqlite3 xdotool time strace dbus-daemon gnome-keyring
BENCH_PACKAGES := python3-venv libssl-dev
UI_SOURCES := $(shell find ui -path ui/node_modules -prune -o -path ui/dist -prune -o -type f -print 2>/dev/null) $(wildcard src-tauri/reference/words/*.json)

.PHONY: run test build check deny soak bench package clean
.DEFAULT_GOAL := run

$(SETUP)/versions:
	@mkdir -p $(SETUP)
	@missing=""; \
	at_least() { [ "$$(printf '%s\n%s\n' "$$1" "$$2" | sort -V | head -1)" = "$$1" ]; }; \
	rust=$$(rustc --version 2>/dev/null | cut -d' ' -f2); \
	node=$$(node --version 2>/dev/null | tr -d v); \
	[ -n "$$rust" ] && at_least $(RUST_LEAST) "$$rust" || missing="Rust $(RUST_LEAST) or newer (found: $${rust:-none})"; \
	[ -n "$$node" ] && at_least $(NODE_LEAST) "$$node" || missing="$${missing:+$$missing and }Node $(NODE_LEAST) or newer (found: $${node:-none})"; \
	[ -z "$$missing" ] || { echo "make: this needs $$missing"; exit 1; }
	@touch $@

# Installs those of the packages that are missing; as root, or with sudo where one is not root.
define install_packages
	@missing=""; for package in $(1); do dpkg-query -W -f='$${Status}' $$package 2>/dev/null | grep -q '^install ok installed' || missing="$$missing $$package"; done; \
	if [ -n "$$missing" ]; then \
	  echo "installing:$$missing"; \
	  root=""; [ "$$(id -u)" = 0 ] || root="sudo"; \
	  $$root apt-get update -qq && $$root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $$missing >/dev/null; \
	fi
endef

$(SETUP)/build-packages: $(SETUP)/versions Makefile
	$(call install_packages,$(BUILD_PACKAGES))
	@touch $@

$(SETUP)/test-packages: $(SETUP)/build-packages Makefile
	$(call install_packages,$(TEST_PACKAGES))
	@touch $@

$(SETUP)/bench-packages: $(SETUP)/test-packages Makefile
	$(call install_packages,$(BENCH_PACKAGES))
	@touch $@

$(SETUP)/ui-packages: ui/package.json ui/package-lock.json $(SETUP)/versions
	@cd ui && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

$(SETUP)/browser-packages: tests/browser/package.json tests/browser/package-lock.json $(SETUP)/versions
	@cd tests/browser && npm ci --no-audit --no-fund --loglevel=error
	@touch $@

ui/dist/index.html: $(UI_SOURCES) $(SETUP)/ui-packages
	@cd ui && npm run --silent build
	@touch $@

build: $(SETUP)/build-packages ui/dist/index.html
	@cargo build --locked --workspace --bins

run: build
	@./target/debug/qabul --sample demo
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ]; then \
	  exec ./target/debug/qabul-desktop --sample; \
	else \
	  echo "No display here, so the main job is done without a window: the slips of the sample round."; \
	  out="$${XDG_DATA_HOME:-$$HOME/.local/share}/qabul/slips"; \
	  set -o pipefail; \
	  ./target/debug/qabul --sample slips residency-2026-1-2 --out "$$out" --one-file | sed 's/^/sheets, PDF: /'; \
	fi

check: $(SETUP)/build-packages ui/dist/index.html
	@cargo fmt --all --check
	@cargo clippy --locked --workspace --all-targets -- -D warnings

test: $(SETUP)/test-packages $(SETUP)/browser-packages check
	@cargo build --locked --workspace --bins
	@cargo test --locked --workspace
	@git diff --exit-code --stat -- ui/src/bindings || { echo "the bindings were not fresh: commit what cargo test wrote"; exit 1; }
	@cd ui && npm run --silent test
	@cd tests/browser && npm test --silent
	@xvfb-run -a -s "-screen 0 1280x800x24" node tests/window/smoke.mjs

# Built without optimising: that takes a minute and a quarter instead of several, and it runs for seconds.
target/tools/bin/cargo-deny: Makefile
	@target/tools/bin/cargo-deny --version 2>/dev/null | grep -qF "$(DENY)" || cargo install cargo-deny --version $(DENY) --locked --debug --quiet --root target/tools --target-dir target/tools/build
	@rm -rf target/tools/build
	@touch $@

deny: $(SETUP)/versions target/tools/bin/cargo-deny
	@target/tools/bin/cargo-deny --locked --all-features check licenses bans sources

# Blows a work; empty is every call.
SOAK_MOST ?=
SOAK_CANDIDATES ?= 20
# Requests that are made up.
SOAK_FUZZ ?= 300000
# Changes of a backup's inside.
SOAK_FORGED ?= 3000
# Cases of every property.
SOAK_CASES ?= 20000
soak: $(SETUP)/test-packages ui/dist/index.html
	@cargo build --locked --workspace --bins
	@./target/debug/kill --candidates $(SOAK_CANDIDATES) $(if $(SOAK_MOST),--most $(SOAK_MOST))
	@QABUL_FUZZ=$(SOAK_FUZZ) cargo test --locked --workspace --test fuzz -- --nocapture
	@QABUL_FORGED=$(SOAK_FORGED) cargo test --locked --workspace --test backup_forged
	@PROPTEST_CASES=$(SOAK_CASES) cargo test --locked --workspace --lib --test made_up --test round_trip --test sealed

bench: $(SETUP)/bench-packages ui/dist/index.html
	@tests/bench/run

package: build
	@cargo build --locked --release --workspace --bins
	@echo "bundling needs the Tauri CLI of the same minor (cargo install tauri-cli@2): cd src-tauri && cargo tauri build"

clean:
	@rm -rf target ui/dist ui/node_modules tests/browser/node_modules $(SETUP)
