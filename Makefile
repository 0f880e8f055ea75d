# What people and CI type. Every target works in a plain clone; see CONTRIBUTING.md.

PREFIX  ?= /usr/local
DESTDIR ?=
SIZES   ?= small large
RUNS    ?= 21

BINARY  := .build/release/ostia
# One set of flags for every release build: other flags would build everything again.
RELEASE := swift build -c release --static-swift-stdlib

.PHONY: run build test install uninstall bench faultbench format docs clean

run: ## build, then show the overview of this machine
	@scripts/setup build
	@$(MAKE) --no-print-directory build
	@$(BINARY)

build: ## the release binaries, .build/release/ostia and ostia-engine
	@$(RELEASE) --product ostia
	@$(RELEASE) --product ostia-engine

test: ## everything CI checks
	@scripts/test

install: build ## binary, man pages and completions below PREFIX
	@scripts/install "$(DESTDIR)$(PREFIX)"

uninstall: ## what install put there
	@scripts/install --remove "$(DESTDIR)$(PREFIX)"

bench: ## side by side with ss and lsof, SIZES="small large huge"; with honcho and foreman
	@scripts/setup test
	@$(MAKE) --no-print-directory build
	@Benchmarks/bench --runs $(RUNS) $(SIZES)
	@Benchmarks/stacks/bench

faultbench: ## real faults, and what the doctor says of each; root needed; ONLY=regex, AS=uid
	@scripts/setup test
	@$(MAKE) --no-print-directory build
	@Tests/FaultBench/run --tool $(BINARY) --only '$(or $(ONLY),.)' $(if $(AS),--uid $(AS))

format: ## every source file as .swift-format says
	@swift format --in-place --recursive Sources Tests Package.swift

docs: build ## the generated pages: docs/man, docs/commands
	@scripts/generate-docs

clean:
	@rm -rf .build
