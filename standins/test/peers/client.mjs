// node client.mjs HOST:PORT CALL: makes one call of echo.proto and says the outcome as one line of JSON.
import grpc from '@grpc/grpc-js';
import { DETAILS, Echo, ErrorStatus, Refusal, tell } from './echo.mjs';

const [address, name] = process.argv.slice(2);
const connect = (options) => new Echo(address, grpc.credentials.createInsecure(), options);
const client = connect();

const outcome = (error) => ({ code: error?.code ?? 0, details: error?.details ?? '' });
const finish = (result) => tell(JSON.stringify(result));

const sayWith = (options) => {
  connect(options).say({ text: 'z'.repeat(10_000) }, (error, line) =>
    finish({ ...outcome(error), length: line?.text.length }));
};

const calls = {
  unary() {
    const headers = new grpc.Metadata();
    headers.set('note', 'for you');
    headers.set('note-bin', Buffer.from([0, 1, 255]));
    let line;
    client.say({ text: 'grüezi 你好' }, headers, (error, answer) => { line = answer; })
      .on('status', (status) => finish({
        code: status.code,
        text: line?.text,
        note: status.metadata.get('note')[0],
        noteBin: status.metadata.get('note-bin')[0]?.toString('hex'),
      }));
  },

  serverStreaming() {
    const lines = [];
    client.repeat({ text: 'line', times: 100 })
      .on('data', (line) => lines.push(line.text))
      .on('error', () => {})
      .on('status', (status) => finish({ code: status.code, lines }));
  },

  clientStreaming() {
    const call = client.collect((error, line) => finish({ ...outcome(error), text: line?.text }));
    for (const text of ['a', 'b', 'c']) call.write({ text });
    call.end();
  },

  // Asks only after the last answer came, so both directions are open at once.
  duplex() {
    const questions = ['one', 'two', 'three'];
    const answers = [];
    const call = client.chat();
    const ask = () => (questions.length ? call.write({ text: questions.shift() }) : call.end());
    call.on('data', (line) => { answers.push(line.text); ask(); })
      .on('error', () => {})
      .on('status', (status) => finish({ code: status.code, answers }));
    ask();
  },

  deadline() {
    client.wait({}, { deadline: Date.now() + 2000 }).on('data', () => {})
      .on('error', (error) => finish({ code: error.code }));
  },

  cancellation() {
    const call = client.wait({});
    call.on('data', (line) => { if (line.text === 'waiting') call.cancel(); })
      .on('error', (error) => finish({ code: error.code }));
  },

  errorDetail() {
    client.refuse({ text: 'not before Monday' }, (error) => {
      const detail = ErrorStatus.decode(error.metadata.get(DETAILS)[0]);
      finish({
        ...outcome(error),
        refusalCode: error.metadata.get('refusal-code')[0],
        detailCode: detail.code,
        detailMessage: detail.message,
        detailType: detail.details[0].type_url,
        reason: Refusal.decode(detail.details[0].value).reason,
      });
    });
  },

  deflate: () => sayWith({ 'grpc.default_compression_algorithm': grpc.compressionAlgorithms.deflate }),

  gzip: () => sayWith({ 'grpc.default_compression_algorithm': grpc.compressionAlgorithms.gzip }),
};

calls[name]();
