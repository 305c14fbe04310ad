// node server.mjs: serves echo.proto over h2c on a free loopback port. Says the port, then what it sees.
import grpc from '@grpc/grpc-js';
import { DETAILS, Echo, ErrorStatus, Refusal, tell } from './echo.mjs';

const service = {
  say(call, done) {
    const trailers = new grpc.Metadata();
    for (const key of ['note', 'note-bin']) {
      for (const value of call.metadata.get(key)) trailers.add(key, value);
    }
    done(null, { text: call.request.text }, trailers);
  },

  repeat(call) {
    for (let i = 0; i < call.request.times; i++) call.write({ text: `${call.request.text} ${i}` });
    call.end();
  },

  collect(call, done) {
    const lines = [];
    call.on('data', (line) => lines.push(line.text));
    call.on('end', () => done(null, { text: lines.join(',') }));
  },

  chat(call) {
    call.on('data', (line) => call.write({ text: line.text.toUpperCase() }));
    call.on('end', () => call.end());
  },

  wait(call) {
    const deadline = call.getDeadline();
    call.on('cancelled', () =>
      tell(deadline === Infinity ? 'wait cancelled' : 'wait cancelled with a deadline'));
    const headers = new grpc.Metadata();
    headers.set('waiting', 'yes');
    call.sendMetadata(headers);
    call.write({ text: 'waiting' });
  },

  refuse(call, done) {
    const { text } = call.request;
    const detail = ErrorStatus.fromObject({
      code: grpc.status.FAILED_PRECONDITION,
      message: text,
      details: [{
        type_url: 'type.googleapis.com/standins.peer.Refusal',
        value: Refusal.encode({ reason: 'too late' }).finish(),
      }],
    });
    const metadata = new grpc.Metadata();
    metadata.set('refusal-code', 'late');
    metadata.set(DETAILS, Buffer.from(ErrorStatus.encode(detail).finish()));
    done({ code: grpc.status.FAILED_PRECONDITION, details: text, metadata });
  },
};

const server = new grpc.Server();
server.addService(Echo.service, service);
server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error) throw error;
  tell(port);
});
