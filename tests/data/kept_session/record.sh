#!/bin/sh
# Record the kept sessions and pack them: sh record.sh, with version 0.1.0 installed.
set -eu
cd "$(dirname "$0")"
rm -rf kept-0.1.0
record() {
    attention-camp run --headless --observer default --speed 30 --seed 3 \
        --dataset kept-0.1.0 "$@"
}
record --board simulated:sfreq=128,ch_names=Fp1+Fz+Cz+Pz+Oz --protocol attention.yaml
record --board simulated:sfreq=128,ch_names=Fz+Pz+Oz --protocol steering.yaml \
    --session 02
XZ_OPT=-9e tar --sort=name --owner=0 --group=0 --numeric-owner \
    -cJf kept-0.1.0.tar.xz kept-0.1.0
rm -r kept-0.1.0
