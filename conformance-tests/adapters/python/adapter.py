#!/usr/bin/env python3
"""A sample adapter (conformance-tests/ADAPTER.md) with a small mdoc verifier behind it. Copy it, and put your verifier
in the place of verify(). Python 3.9, and the package cryptography (Debian: python3-cryptography).

What it checks: the leaf's chain to an authority, the issuer's signature, the digests, the validity, the device's signature.
What it leaves out, so that the report shows red as well as green: everything else about certificates (usages, extensions,
names, key sizes), strict CBOR, repeated items, short salts, issuing country and province, MACs, trust list, status, codes.
"""
import base64, hashlib, json, sys
from datetime import datetime, timezone

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256


class Rejected(Exception):
    """It does not hold. The message is a name of SPEC.md section 8.3."""


# --- Lines -----------------------------------------------------------------------------------------------------------

authorities = []


def answer(question):
    global authorities
    command = question["cmd"]
    if command == "hello":
        return {"verdict": "accept", "name": "python-sample", "version": "1", "language": "Python", "features": ["licences", "authorities"]}
    if command == "reset":
        authorities = []
        return {"verdict": "accept"}
    if command == "bye":
        return {"verdict": "accept"}
    if command == "init" and "authorities" in question:
        authorities = [x509.load_der_x509_certificate(base64.b64decode(der)) for der in question["authorities"]]
        return {"verdict": "accept"}
    if command == "verify" and "presentation" in question and "readerKey" not in question and "challenge" not in question:
        presentation = base64.b64decode(question["presentation"])
        verify(presentation, base64.b64decode(question.get("transcript", "")), instant(question["now"]))
        return {"verdict": "accept", "evidence": {"presentationSha256": hashlib.sha256(presentation).hexdigest()}}
    return {"verdict": "unsupported", "detail": command}


def main():
    for line in sys.stdin:
        question = json.loads(line)
        try:
            said = answer(question)
        except Rejected as reason:
            said = {"verdict": "reject", "reason": str(reason)}
        except Exception as fault:  # what cannot be read is not valid
            said = {"verdict": "reject" if question["cmd"] == "verify" else "error", "detail": repr(fault)}
        print(json.dumps({"id": question["id"], **said}), flush=True)
        if question["cmd"] == "bye":
            break


# --- The verifier ----------------------------------------------------------------------------------------------------

DIGESTS = {"SHA-256": hashlib.sha256, "SHA-384": hashlib.sha384, "SHA-512": hashlib.sha512}


def verify(presentation, transcript, now):
    response = decode(presentation)
    if len(response["documents"]) != 1:
        raise Rejected("SeveralDocuments" if response["documents"] else "NoDocument")
    document = response["documents"][0]
    issuer, device = document["issuerSigned"], document["deviceSigned"]

    # The chain: the leaf was signed by one of the authorities, and both are in force.
    protected, unprotected, payload, signature = issuer["issuerAuth"]
    chain = unprotected[33]  # x5chain: one certificate, or a list with the leaf first
    leaf = x509.load_der_x509_certificate(chain if isinstance(chain, bytes) else chain[0])
    if not any(issued(leaf, authority, now) for authority in authorities):
        raise Rejected("UnknownIssuer")

    # The issuer's signature over the security object.
    check(leaf.public_key(), signature, ["Signature1", protected, b"", payload], "IssuerSignatureInvalid")
    signed = decode(decode(payload).value)
    if signed["docType"] != document["docType"]:
        raise Rejected("DocTypeMismatch")
    validity = signed["validityInfo"]
    if now < instant(validity["validFrom"].value):
        raise Rejected("NotYetValid")
    if now >= instant(validity["validUntil"].value):
        raise Rejected("Expired")

    # The digest of every item, over its bytes as they came.
    for namespace, items in issuer["nameSpaces"].items():
        if namespace not in signed["valueDigests"]:
            raise Rejected("NamespaceNotListed")
        for item in items:
            expected = signed["valueDigests"][namespace].get(decode(item.value)["digestID"])
            if expected is None:
                raise Rejected("DigestMissing")
            if DIGESTS[signed["digestAlgorithm"]](encode(item)).digest() != expected:
                raise Rejected("DigestMismatch")

    # The device's signature over this session: its payload is put together here.
    protected, _, _, signature = device["deviceAuth"]["deviceSignature"]
    spoken = encode(["DeviceAuthentication", Raw(transcript), document["docType"], device["nameSpaces"]])
    check(device_key(signed["deviceKeyInfo"]["deviceKey"]), signature, ["Signature1", protected, b"", encode(Tagged(24, spoken))], "DeviceSignatureInvalid")


def issued(leaf, authority, now):
    try:
        authority.public_key().verify(leaf.signature, leaf.tbs_certificate_bytes, ec.ECDSA(leaf.signature_hash_algorithm))
    except InvalidSignature:
        return False
    return leaf.issuer == authority.subject and all(not_before(c) <= now <= not_after(c) for c in (leaf, authority))


def check(key, signature, structure, reason):
    half = len(signature) // 2
    der = encode_dss_signature(int.from_bytes(signature[:half], "big"), int.from_bytes(signature[half:], "big"))
    try:
        key.verify(der, encode(structure), ec.ECDSA(SHA256()))
    except InvalidSignature:
        raise Rejected(reason)


def device_key(cose):
    return ec.EllipticCurvePublicNumbers(int.from_bytes(cose[-2], "big"), int.from_bytes(cose[-3], "big"), ec.SECP256R1()).public_key()


def instant(text):
    return datetime.strptime(text, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=timezone.utc)


def not_before(certificate):
    return certificate.not_valid_before.replace(tzinfo=timezone.utc)


def not_after(certificate):
    return certificate.not_valid_after.replace(tzinfo=timezone.utc)


# --- As much CBOR (RFC 8949) as an mdoc needs -------------------------------------------------------------------------

class Tagged:
    def __init__(self, tag, value):
        self.tag, self.value = tag, value


class Raw(bytes):
    """An item that is encoded already."""


def decode(data):
    value, rest = item(data)
    if rest:
        raise Rejected("TrailingBytes")
    return value


def item(data):
    major, info, data = data[0] >> 5, data[0] & 31, data[1:]
    width = {24: 1, 25: 2, 26: 4, 27: 8}.get(info, 0)
    number, data = (int.from_bytes(data[:width], "big"), data[width:]) if width else (info, data)
    if major == 0:
        return number, data
    if major == 1:
        return -1 - number, data
    if major in (2, 3):
        if number > len(data):
            raise Rejected("NotCbor")
        return (data[:number] if major == 2 else data[:number].decode()), data[number:]
    if major == 4:
        values = []
        for _ in range(number):
            value, data = item(data)
            values.append(value)
        return values, data
    if major == 5:
        pairs = {}
        for _ in range(number):
            key, data = item(data)
            pairs[key], data = item(data)
        return pairs, data
    if major == 6:
        value, data = item(data)
        return Tagged(number, value), data
    return {20: False, 21: True, 22: None}[info], data


def encode(value):
    if isinstance(value, Raw):
        return value
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        return head(3, len(value.encode())) + value.encode()
    if isinstance(value, list):
        return head(4, len(value)) + b"".join(encode(each) for each in value)
    return head(6, value.tag) + encode(value.value)


def head(major, number):
    for info, width in ((24, 1), (25, 2), (26, 4), (27, 8)):
        if number < 24:
            return bytes([major << 5 | number])
        if number < 1 << 8 * width:
            return bytes([major << 5 | info]) + number.to_bytes(width, "big")


if __name__ == "__main__":
    main()
