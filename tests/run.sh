#!/usr/bin/env bash
# Builds and runs every test of the project: bash tests/run.sh [fast] [project-name-part ...]
# fast leaves out what takes longest (tests of the lane "Full": kills, whole countries, browsers, long random schedules) and the analyzers of
# the build, and runs as many projects at once as there are cores.
# Installs what the tests need beside the .NET SDK (PostgreSQL, Chromium, openpyxl and pandas, Spectral, Kiota) where it is missing and apt and root allow it.
# VOCMATCH_REQUIRE_ALL=1 turns a test that lacks something into a failure instead of a skip.
set -euo pipefail
cd "$(dirname "$0")/.."
export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1

have_postgres() { command -v postgres >/dev/null || compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null; }
have_chromium() { command -v chromium >/dev/null; }

have_npm() { command -v npm >/dev/null; }

have_pandas() { python3 -c 'import openpyxl, pandas' 2>/dev/null || /usr/bin/python3 -c 'import openpyxl, pandas' 2>/dev/null; }

missing=()
have_postgres || missing+=(postgresql)
have_chromium || missing+=(chromium)
have_npm || missing+=(npm)
have_pandas || missing+=(python3-openpyxl python3-pandas)
if ((${#missing[@]})) && [[ $(id -u) == 0 ]] && command -v apt-get >/dev/null; then
    echo "Installing ${missing[*]} for the tests."
    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq "${missing[@]}" >/dev/null ||
        echo "apt-get could not install ${missing[*]}: the tests that need it say so." >&2
fi

lane=full
if [[ ${1:-} == fast ]]; then
    lane=fast
    shift
fi

# What reads the API document as others do; a test that lacks one says so.
if [[ $lane == full ]]; then
    tools=$PWD/tests/.tools
    if [[ ! -x $tools/node_modules/.bin/spectral ]] && have_npm; then
        npm install --prefix "$tools" --no-audit --no-fund --loglevel=error @stoplight/spectral-cli@6.16.3 >/dev/null || echo "Spectral could not be installed." >&2
    fi
    [[ -x $tools/kiota ]] ||
        dotnet tool install Microsoft.OpenApi.Kiota --version 1.38.0 --tool-path "$tools" >/dev/null || echo "Kiota could not be installed." >&2
fi

# The longest first, so that the last to end are short.
names=()
for project in tests/VocMatch.{Grains.Tests,EndToEnd,Gateway.Tests,Storage.Tests,Matching.Tests}/*.csproj tests/*/*.csproj; do
    name=$(basename "$project" .csproj)
    [[ $name == VocMatch.Benchmarks || " ${names[*]-} " == *" $name "* ]] && continue
    wanted=$((!$#))
    for part in "$@"; do [[ $name == *$part* ]] && wanted=1; done
    ((wanted)) && names+=("$name")
done
((${#names[@]})) || { echo "No project of tests has a name with ${*:-}." >&2; exit 1; }

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Of the full lane everything is built, the benchmarks too; of the fast one what its tests need.
build=(VocMatch.sln) at_once=1 filter=()
if [[ $lane == fast ]]; then
    listed=$(printf ', "tests/%s.csproj"' $(for name in "${names[@]}"; do echo "$name/$name"; done))
    echo "{\"solution\": {\"path\": \"$PWD/VocMatch.sln\", \"projects\": [${listed:2}]}}" >"$work/fast.slnf"
    build=("$work/fast.slnf" -p:RunAnalyzers=false) at_once=$(nproc) filter=(--filter 'Lane!=Full')
fi
dotnet build "${build[@]}" -c Release --nologo -v quiet

# Each line under the name of its project, as several write at once.
run() {
    local name=$1 started=$SECONDS status=0
    dotnet test "tests/$name/bin/Release/net10.0/$name.dll" "${filter[@]}" --logger 'console;verbosity=minimal' 2>&1 | tee "$work/$name.log" |
        sed -uE -e '/^(VSTest version|Starting test execution|A total of 1 test files|\s*$)/d' -e "s/^/${name#VocMatch.}: /" || status=$?
    echo "$status" >"$work/$name.status"
    echo "${name#VocMatch.}: $((SECONDS - started)) s"
}

for name in "${names[@]}"; do
    while (($(jobs -rp | wc -l) >= at_once)); do wait -n || true; done
    run "$name" &
done
wait

passed=0 failed=0 skipped=0 broken=()
for name in "${names[@]}"; do
    status=$(<"$work/$name.status")
    # The runner's closing line: "Passed!  - Failed:     0, Passed:    12, Skipped:     0, Total:    12, Duration: ..."
    read -r f p s < <(sed -nE 's/.*Failed: +([0-9]+), Passed: +([0-9]+), Skipped: +([0-9]+),.*/\1 \2 \3/p' "$work/$name.log" | tail -n 1) || true
    if [[ -z ${p:-} ]]; then
        broken+=("$name ran no test")
        ((failed += 1))
    else
        ((passed += p, failed += f, skipped += s)) || true
        if ((status != 0 && f == 0)); then
            broken+=("$name ended with exit code $status")
            ((failed += 1))
        fi
    fi
    unset f p s
done

for line in "${broken[@]:-}"; do [[ -z $line ]] || echo "$line" >&2; done
echo "$passed passed, $failed failed, $skipped skipped in $SECONDS s"
((failed == 0 && passed > 0))
