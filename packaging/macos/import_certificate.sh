#!/usr/bin/env bash
# Puts the Developer ID certificate (CERTIFICATE: base64 of a .p12, CERTIFICATE_PASSWORD) into a keychain
# of this run, and the notary's key (NOTARY_KEY: base64 of a .p8) into a file. Skips what is not there.
set -euo pipefail

if [ -n "${NOTARY_KEY:-}" ]; then
    key="$RUNNER_TEMP/notary.p8"
    (umask 077 && base64 --decode <<<"$NOTARY_KEY" >"$key")
    echo "MOEBIUS_NOTARY_KEY=$key" >>"$GITHUB_ENV"
else
    echo "No key of the notary: nothing is notarised."
fi

if [ -z "${CERTIFICATE:-}" ]; then
    echo "No certificate: code is signed ad hoc."
    exit 0
fi

keychain="$RUNNER_TEMP/signing.keychain-db"
certificate="$RUNNER_TEMP/certificate.p12"
password=$(uuidgen)
trap 'rm -f "$certificate"' EXIT
(umask 077 && base64 --decode <<<"$CERTIFICATE" >"$certificate")

security create-keychain -p "$password" "$keychain"
security set-keychain-settings -lut 21600 "$keychain"
security unlock-keychain -p "$password" "$keychain"
security import "$certificate" -k "$keychain" -P "${CERTIFICATE_PASSWORD:-}" -f pkcs12 -T /usr/bin/codesign
# Without this, codesign would ask a person for the keychain's password.
security set-key-partition-list -S apple-tool:,apple: -s -k "$password" "$keychain" >/dev/null
security list-keychains -d user -s "$keychain" login.keychain-db
