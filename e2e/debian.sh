# Sourced by the scripts that need packages of Debian: for this machine, and for folders that hold a newer Debian.

export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8

# A mirror may fail to answer for a moment, and something else may be installing packages on this machine.
apt_options=(-qq -o Acquire::Retries=5 -o DPkg::Lock::Timeout=600)

# install_here PACKAGE...   what is missing on this machine. The packages start no servers of their own.
install_here() {
  local missing=() had_policy=yes package status=0
  for package in "$@"; do
    dpkg -s "$package" > /dev/null 2>&1 || missing+=("$package")
  done
  [ ${#missing[@]} -gt 0 ] || return 0
  echo "installing ${missing[*]}"
  if [ ! -e /usr/sbin/policy-rc.d ]; then
    had_policy=no
    printf '#!/bin/sh\nexit 101\n' > /usr/sbin/policy-rc.d
    chmod +x /usr/sbin/policy-rc.d
  fi
  apt-get "${apt_options[@]}" update && apt-get "${apt_options[@]}" install -y --no-install-recommends "${missing[@]}" > /dev/null || status=$?
  [ "$had_policy" = yes ] || rm -f /usr/sbin/policy-rc.d
  [ "$status" -eq 0 ] || echo "could not install ${missing[*]}" >&2
  return "$status"
}

# install_root FOLDER SUITE PACKAGE...   another Debian with these packages in a folder, to be entered by chroot: whole, or not there at all.
# It comes from DEBIAN_MIRROR, or from the mirror that this machine uses itself; a mirror that is frozen at some day is good enough.
install_root() {
  local folder=$1 suite=$2 mirror
  shift 2
  mirror=${DEBIAN_MIRROR:-$(debian_mirror)}
  [ -n "$mirror" ] || { echo "no Debian mirror in the apt sources of this machine; set DEBIAN_MIRROR" >&2; return 1; }
  install_here mmdebstrap
  rm -rf "$folder" "$folder.new"
  if ! mmdebstrap --variant=apt --aptopt='Acquire::Check-Valid-Until "false"' --aptopt='Acquire::Retries "5"' --include="$(IFS=,; echo "$*")" \
      "$suite" "$folder.new" "$mirror" > "$folder.log" 2>&1; then
    echo "could not install $* of $suite from $mirror; $folder.log ends with:" >&2
    tail -n 30 "$folder.log" >&2
    return 1
  fi
  mv "$folder.new" "$folder"
}

# The Debian mirror that this machine already uses, in the one-line or the deb822 format.
debian_mirror() {
  { cat /etc/apt/sources.list /etc/apt/sources.list.d/* 2> /dev/null || true; } |
    awk '!/^ *#/ && match($0, /https?:\/\/[^ ]+\/debian\/?( |$)/) && !found { found = substr($0, RSTART, RLENGTH) }
         END { sub(/[ \/]+$/, "", found); print found }'
}
