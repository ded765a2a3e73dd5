#!/usr/bin/env bash
# The Debian package in a clean Debian: installed by apt from the file alone, used, and taken away.
#
#     sudo packaging/prove_debian.sh PACKAGE.deb OUT_DIR
#
# Makes a minimal system with debootstrap, installs the package with nothing but its dependencies,
# and works there without a network as a user who may not write to the program and whose name and
# home are not ASCII: a removal, a batch, the self-test, and the window on an X server outside.
# Screenshots and reports go to OUT_DIR. Exit status 0: all was as it should be.
#
# Needs debootstrap, xvfb, openbox, xdotool, imagemagick, desktop-file-utils, appstream, man-db and
# lintian. SUITE names the release (bookworm), PYTHON what has the project's tests, BASE a
# debootstrapped folder to start from a copy of; LINTIAN=no leaves out what takes minutes.
set -euo pipefail

if [ "$#" != 2 ] || [ "$(id -u)" != 0 ]; then
    sed -n '2,/^set /{/^set /d; s/^# \{0,1\}//; p}' "$0" >&2
    exit 2
fi
if [ "${PROOF_IS_APART:-}" != 1 ]; then # mounts of our own, which end with this script
    PROOF_IS_APART=1 exec unshare --mount --propagation private "$0" "$@"
fi
package=$(realpath "$1")
mkdir -p "$2"
out=$(realpath "$2")
cd "$(dirname "$0")/.."
suite=${SUITE:-bookworm}
python=${PYTHON:-.venv/bin/python}
name=$(dpkg-deb --field "$package" Package)
command=moebius
user=zdjęcia-测试
home=/home/$user
root=$(mktemp -d /tmp/moebius-proof.XXXXXX)
clean_up() {
    for mounted in proc dev tmp/.X11-unix; do
        umount -R "$root/$mounted" 2>/dev/null || true
    done
    rm -rf --one-file-system "$root"
}
trap clean_up EXIT

say() { printf '\n== %s (%s s)\n' "$*" "$SECONDS"; }
fail() {
    printf 'FAILED: %s\n' "$*" >&2
    exit 1
}
inside() {
    chroot "$root" env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \
        DEBIAN_FRONTEND=noninteractive "$@"
}
# As the user, without a network.
as_user=(
    unshare --net chroot "$root" setpriv --reuid 1000 --regid 1000 --clear-groups --no-new-privs
    env -i "HOME=$home" "USER=$user" "LOGNAME=$user" LANG=C.UTF-8 PATH=/usr/bin:/bin
)
files() {
    find "$root" -xdev \( -path "$root/proc" -o -path "$root/dev" -o -path "$root/sys" \
        -o -path "$root/tmp" -o -path "$root/var/cache" -o -path "$root/var/lib/apt" \
        -o -path "$root/var/lib/dpkg" -o -path "$root/var/log" -o -path "$root$home" \) -prune \
        -o -printf '%P\n' | LC_ALL=C sort
}

say "a clean $suite"
if [ -n "${BASE:-}" ]; then
    rmdir "$root" && cp -a "$BASE" "$root"
else
    # shellcheck disable=SC2016 # apt's placeholder, not ours
    mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' 'Origin: Debian' |
        grep -v security | head -n 1)
    debootstrap --variant=minbase "$suite" "$root" "$mirror" >"$out/debootstrap.log"
fi
chmod 755 "$root"
apt-config dump Acquire | grep -i proxy >"$root/etc/apt/apt.conf.d/90outside" || true
cp /etc/resolv.conf "$root/etc/resolv.conf"
mount -t proc proc "$root/proc"
mount --rbind /dev "$root/dev"
# The screen of the window, which is outside: a folder of sockets that only this script sees.
mkdir -p /tmp/.X11-unix "$root/tmp/.X11-unix"
mount -t tmpfs -o mode=1777 tmpfs /tmp/.X11-unix
mount --bind /tmp/.X11-unix "$root/tmp/.X11-unix"
printf '%s:x:1000:1000::%s:/bin/sh\n' "$user" "$home" >>"$root/etc/passwd"
printf '%s:x:1000:\n' "$user" >>"$root/etc/group"
mkdir "$root$home" && chown 1000:1000 "$root$home"
inside apt-get update -qq
files >"$out/files_before.txt"

say "apt install ./$(basename "$package")"
cp "$package" "$root/package.deb"
begin=$SECONDS
inside apt-get install -y --no-install-recommends /package.deb >"$out/install.log"
took=$((SECONDS - begin))
rm "$root/package.deb"
grep -A 99 'NEW packages' "$out/install.log" | grep '^  ' || true
test -z "$(inside dpkg --verify "$name")" || fail "dpkg --verify finds differences."
kib=$(dpkg-deb --field "$package" Installed-Size)
say "$(stat -c %s "$package") bytes become $kib KiB, installed in $took s with what they need"

say "what desktops and people read"
desktop-file-validate "$root/usr/share/applications/$command.desktop"
appstreamcli validate --no-net "$root"/usr/share/metainfo/*.xml
MANROFFSEQ='' LC_ALL=C.UTF-8 man --warnings -l "$root/usr/share/man/man1/$command.1.gz" >"$out/man.txt"
bash -n "$root/usr/share/bash-completion/completions/$command"
if [ "${LINTIAN:-yes}" = yes ]; then
    lintian --allow-root --fail-on error,warning "$package"
fi

say "nothing may be written to the program, and there is no network"
"${as_user[@]}" test ! -w /usr/lib/moebius || fail "A user may write to the program."
test "$("${as_user[@]}" sh -c 'cat /proc/net/dev' | tail -n +3 | grep -vc 'lo:')" = 0 ||
    fail "There is a network."

say "moebius remove"
pictures=$(cd "$root" && find usr/lib/moebius -type d -path '*assets/samples' | head -n 1)
photos=$home/Фото
mkdir -p "$root$photos" && cp "$root/$pictures"/{paper_lantern,colorado_sign}* "$root$photos"
chown -R 1000:1000 "$root$photos"
"${as_user[@]}" "$command" --version
"${as_user[@]}" "$command" remove "$photos/paper_lantern.jpg" \
    --mask "$photos/paper_lantern_mask.png" -o "$home/没有.png" --json | tee "$out/remove.json"
test -s "$root$home/没有.png"

say "moebius batch"
"${as_user[@]}" "$command" batch "$photos" "$home/чисто" --workers 2 --json >"$out/batch.json"
ls -l "$root$home/чисто"
test "$(find "$root$home/чисто" -name '*.jpg' | wc -l)" = 2 || fail "The batch did not do both."

say "moebius --self-test"
"${as_user[@]}" "$command" --self-test --json "$home/self_test.json" ||
    fail "The self-test: $(cat "$root$home/self_test.json")"
cp "$root$home/self_test.json" "$out"

say "the window"
mkdir "$root$home/окно" && chown 1000:1000 "$root$home/окно"
# Tests come from the source tree; only the editor runs inside, where it finds the screen's socket.
cat >"$root/tmp/editor" <<END
#!/bin/sh
exec $(printf '%q ' "${as_user[@]}") DISPLAY="\$DISPLAY" moebius "\$@"
END
chmod 755 "$root/tmp/editor"
"$python" -m tests.real_window --in "$root$home/окно" --root "$root" "$out" "$root/tmp/editor"

say "only its own places and the system's caches were written to"
strays=$(find "$root$home"/.[!.]* -type f ! -path "*/$command/*" ! -path '*/fontconfig/*' \
    ! -path '*/mesa_shader_cache*')
test -z "$strays" || fail "In the home: $strays"

say "apt purge"
find "$root$home" -printf '%P\n' | LC_ALL=C sort >"$out/home_before.txt"
inside apt-get purge -y --autoremove "$name" >"$out/purge.log"
find "$root$home" -printf '%P\n' | LC_ALL=C sort | diff "$out/home_before.txt" - ||
    fail "The user's own files have changed."
rm -rf "$root"/var/cache/fontconfig
files >"$out/files_after.txt"
left=$(comm -13 "$out/files_before.txt" "$out/files_after.txt")
test -z "$left" || fail "These are left: $left"
left=$(find "$root" -mindepth 1 -xdev -path "$root$home" -prune -o -iname '*moebius*' -print)
test -z "$left" || fail "Something of the program is left: $left"

say "OK"
