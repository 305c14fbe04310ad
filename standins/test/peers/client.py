"""python3 client.py HOST:PORT CALL: one call of echo.proto with grpcio; says the outcome as JSON.

No generated code: a Line is field 1, and its texts here are shorter than 128 bytes.
"""

import json
import sys

import grpc


def line(text):
    octets = text.encode()
    return bytes([0x0A, len(octets)]) + octets


def text(message):
    return message[2:].decode()


def unary(channel):
    answer, call = say(channel)("grüezi 你好", metadata=[("note", "for you"), ("note-bin", b"\x00\x01\xff")])
    trailers = dict(call.trailing_metadata())
    return {"text": answer, "note": trailers["note"], "noteBin": trailers["note-bin"].hex()}


def say(channel):
    return channel.unary_unary("/standins.peer.Echo/Say", line, text).with_call


def client_streaming(channel):
    return {"text": channel.stream_unary("/standins.peer.Echo/Collect", line, text)(iter("abc"))}


def duplex(channel):
    answers = channel.stream_stream("/standins.peer.Echo/Chat", line, text)(iter(["one", "two", "three"]))
    return {"answers": list(answers)}


def deadline(channel):
    return {"lines": list(channel.unary_stream("/standins.peer.Echo/Wait", line, text)("", timeout=2))}


def cancellation(channel):
    call = channel.unary_stream("/standins.peer.Echo/Wait", line, text)("")
    headers = dict(call.initial_metadata())
    first = next(call)
    call.cancel()
    return {"header": headers["waiting"], "line": first, "cancelled": call.cancelled()}


def error_detail(channel):
    try:
        channel.unary_unary("/standins.peer.Echo/Refuse", line, text)("not before Monday")
    except grpc.RpcError as error:
        trailers = dict(error.trailing_metadata())
        return {
            "code": error.code().value[0],
            "details": error.details(),
            "refusalCode": trailers["refusal-code"],
            "holdsReason": b"too late" in trailers["grpc-status-details-bin"],
        }


CALLS = {
    "unary": unary,
    "clientStreaming": client_streaming,
    "duplex": duplex,
    "deadline": deadline,
    "cancellation": cancellation,
    "errorDetail": error_detail,
}


def main():
    address, name = sys.argv[1:]
    with grpc.insecure_channel(address) as channel:
        try:
            result = CALLS[name](channel)
        except grpc.RpcError as error:
            result = {"code": error.code().value[0]}
    print(json.dumps(result), flush=True)


main()
