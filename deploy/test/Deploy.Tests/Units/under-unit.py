"""under-unit.py UNIT COMMAND…: runs a command under the system-call filter and the address families of a unit, as systemd would, without systemd."""
import ctypes, os, subprocess, sys

ALLOW, EPERM, EAFNOSUPPORT, EQUAL = 0x7FFF0000, 0x00050001, 0x00050061, 4
FAMILIES = {"AF_UNIX": 1, "AF_INET": 2, "AF_INET6": 10, "AF_NETLINK": 16}


class Argument(ctypes.Structure):
    _fields_ = [("arg", ctypes.c_uint), ("op", ctypes.c_int), ("a", ctypes.c_uint64), ("b", ctypes.c_uint64)]


def expand(name):
    if not name.startswith("@"):
        return {name}
    listed = subprocess.run(["systemd-analyze", "syscall-filter", name], capture_output=True, text=True, check=True).stdout.splitlines()[1:]
    return set().union(*(expand(line.strip()) for line in listed if line.strip() and not line.strip().startswith("#")))


allowed, families = expand("@default"), []
for line in open(sys.argv[1]):
    name, _, value = line.strip().partition("=")
    if name == "SystemCallFilter":
        for word in value.lstrip("~").split():
            allowed = allowed - expand(word) if value.startswith("~") else allowed | expand(word)
    elif name == "RestrictAddressFamilies":
        families = [FAMILIES[word] for word in value.split()]

lib = ctypes.CDLL("libseccomp.so.2")
lib.seccomp_init.restype = ctypes.c_void_p
lib.seccomp_init.argtypes = [ctypes.c_uint32]
lib.seccomp_rule_add_array.argtypes = [ctypes.c_void_p, ctypes.c_uint32, ctypes.c_int, ctypes.c_uint, ctypes.POINTER(Argument)]
lib.seccomp_load.argtypes = [ctypes.c_void_p]

sockets = lib.seccomp_init(ALLOW)
for family in range(46):
    if family not in families:
        argument = Argument(0, EQUAL, family, 0)
        assert lib.seccomp_rule_add_array(sockets, EAFNOSUPPORT, lib.seccomp_syscall_resolve_name(b"socket"), 1, ctypes.byref(argument)) == 0
calls = lib.seccomp_init(EPERM)
for name in allowed:
    number = lib.seccomp_syscall_resolve_name(name.encode())
    if number >= 0:
        assert lib.seccomp_rule_add_array(calls, ALLOW, number, 0, None) == 0
assert lib.seccomp_load(sockets) == 0 and lib.seccomp_load(calls) == 0
os.execvp(sys.argv[2], sys.argv[2:])
