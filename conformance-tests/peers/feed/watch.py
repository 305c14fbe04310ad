"""python3 watch.py HOST:PORT SERVER.pem CLIENT.pem AFTER COUNT: reads COUNT events of StatusFeed.Watch with grpcio and
prints each message in base64, one a line. CLIENT.pem holds key and certificate.

No generated code: a WatchRequest's after is field 1, a varint; events are printed as they came.
"""

import base64
import sys

import grpc


def watch_request(after):
    octets = bytearray([0x08])
    while after > 127:
        octets.append(after & 127 | 128)
        after >>= 7
    octets.append(after)
    return bytes(octets)


def main(address, server, client, after, count):
    with open(server, "rb") as file:
        root = file.read()
    with open(client, "rb") as file:
        own = file.read()
    credentials = grpc.ssl_channel_credentials(root, own, own)
    # The certificate around a pinned key has a name that is nobody's address.
    options = [("grpc.ssl_target_name_override", "federation node"), ("grpc.default_authority", address)]
    with grpc.secure_channel(address, credentials, options) as channel:
        watch = channel.unary_stream("/federation.feed.v1.StatusFeed/Watch", watch_request, lambda octets: octets)
        stream = watch(int(after), timeout=60)
        print("open", flush=True) if stream.initial_metadata() is not None else None
        for _, message in zip(range(int(count)), stream):
            print(base64.b64encode(message).decode(), flush=True)
        stream.cancel()


main(*sys.argv[1:])
