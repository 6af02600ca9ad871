#!/bin/sh
# Record the kept sessions and pack them: sh record.sh VERSION, with it installed.
set -eu
kept="kept-$1"
cd "$(dirname "$0")"
rm -rf "$kept"
record() {
    attention-camp run --headless --observer default --seed 3 \
        --dataset "$kept" "$@"
}
record --board simulated:sfreq=128,ch_names=Fp1+Fz+Cz+Pz+Oz --protocol attention.yaml
record --board simulated:sfreq=128,ch_names=Fz+Pz+Oz --protocol steering.yaml \
    --session 02
XZ_OPT=-9e tar --sort=name --owner=0 --group=0 --numeric-owner \
    -cJf "$kept.tar.xz" "$kept"
rm -r "$kept"
