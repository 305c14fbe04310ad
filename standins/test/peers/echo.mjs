// The service of echo.proto and the messages of error.proto, as @grpc/grpc-js and protobufjs load them.
import { fileURLToPath } from 'node:url';
import grpc from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import protobuf from 'protobufjs';

const file = (name) => fileURLToPath(new URL(name, import.meta.url));

export const Echo = grpc.loadPackageDefinition(loadSync(file('echo.proto'))).standins.peer.Echo;

const errors = protobuf.loadSync(file('error.proto'));
export const ErrorStatus = errors.lookupType('standins.peer.ErrorStatus');
export const Refusal = errors.lookupType('standins.peer.Refusal');

export const DETAILS = 'grpc-status-details-bin';

// One line to the test.
export const tell = (line) => process.stdout.write(`${line}\n`);

// The test closes our input when it is done with us.
process.stdin.resume().on('end', () => process.exit(0));
