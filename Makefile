# Every command of the house. `make` lists them; CI runs `make check`.
.DEFAULT_GOAL := help
SHELL := /bin/bash
JDK := $(shell ./sao --which-jdk 2>/dev/null)
MVN := JAVA_HOME=$(JDK) mvn -B -ntp

.PHONY: help check check-all format docs run bench bench-data bench-engine bench-train

help: ## lists these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

check: ## builds, formats-checks and tests everything (about 5 minutes on two cores)
	@echo "make check: build and tests with $(JDK), about 5 minutes on two cores"
	@./sao models pull smollm2-135m-instruct || echo "make check: continuing without the default model: its tests are skipped, which fails with CI=true"
	$(MVN) verify
	@config/skips

check-all: ## the same with the heavy suites (bigger models, more kill points)
	@echo "make check-all: with the heavy suites, about 30 minutes on two cores"
	$(MVN) verify -Dexcluded.groups=none
	@config/skips

format: ## formats all Java files
	$(MVN) -q spotless:apply

run: ## the quickstart: the whole loop on the embedded model
	./sao run

docs: ## writes docs/settings.md and docs/cli.md anew
	$(MVN) -q -pl sao-app -am test -Dtest="*ReferenceTest" -Dsurefire.failIfNoSpecifiedTests=false -Dsao.docs.rewrite=true

bench-engine: ## generation, reading and judging by this program and its peers in turn
	bench/run engine

bench-train: ## SimPO by this program and by TRL in turn: pairs per second, memory, losses side by side
	bench/run train

bench-data: ## rows a second of the pipeline alone, and of distilabel on the same work
	bench/run data

bench: ## measures this program and its peers in turn
	bench/run
