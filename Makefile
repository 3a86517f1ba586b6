# The project's commands. `make` lists them; CI runs `make check`.
.DEFAULT_GOAL := help
SHELL := /bin/bash
JDK := $(shell ./sao --which-jdk 2>/dev/null)
MVN := JAVA_HOME=$(JDK) mvn -B -ntp

.PHONY: help check check-all format docs run bench bench-data bench-engine bench-train

help: ## lists these commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 14

check: ## builds, checks the format and tests everything (about 5 minutes on two cores)
	@echo "make check: build and tests with $(JDK), about 5 minutes on two cores"
	@./sao models pull smollm2-135m-instruct || echo "make check: continuing without the default model: its tests are skipped, which fails with CI=true"
	$(MVN) verify
	@config/skips

check-all: ## the same with the heavy suites (larger models, more kill points)
	@echo "make check-all: with the heavy suites, about 30 minutes on two cores"
	$(MVN) verify -Dexcluded.groups=none
	@config/skips

format: ## formats all Java files
	$(MVN) -q spotless:apply

run: ## runs the quickstart: the whole loop with the default model
	./sao run

docs: ## regenerates docs/settings.md and docs/cli.md
	$(MVN) -q -pl sao-app -am test -Dtest="*ReferenceTest" -Dsurefire.failIfNoSpecifiedTests=false -Dsao.docs.rewrite=true

bench-engine: ## measures generation, prefill and judging of this program and of other programs
	bench/run engine

bench-train: ## measures SimPO training of this program and of TRL: pairs per second, memory, losses
	bench/run train

bench-data: ## measures the rows per second of the pipeline without a model, and of distilabel on the same task
	bench/run data

bench: ## runs all benchmarks
	bench/run
