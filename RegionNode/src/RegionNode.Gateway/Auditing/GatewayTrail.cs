using System.Buffers;
using System.Threading.Channels;
using TrustList.Format.Audit;
using TrustList.Format.Encoding;

namespace RegionNode.Gateway.Auditing;

/// <summary>
/// The gateway's audit trail (SPEC.md §15.9): one chain, one writer. Questions that come while the disk is busy share its next flush, so
/// that a flush serves many answers; what the queue cannot hold is refused at once, and what the disk keeps too long after its patience.
/// </summary>
internal sealed partial class GatewayTrail(GatewayOptions options, TimeProvider clock, ILogger<GatewayTrail> logger) : BackgroundService
{
    /// <summary>The most questions that wait for the disk.</summary>
    public const int MostWaiting = 8_192;

    /// <summary>The most entries of one flush.</summary>
    private const int MostTogether = 1_024;

    private const long NotWriting = -1;

    /// <summary>A write that takes longer is a fault.</summary>
    private static readonly TimeSpan Slow = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan TipEvery = TimeSpan.FromHours(1);
    private readonly Channel<Waiting> _queue = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(MostWaiting) { SingleReader = true });
    private readonly ArrayBufferWriter<byte> _lines = new(64 * 1024);
    private FileStream? _owner;
    private TrailFile? _file;
    private DateTimeOffset _tipTold;
    private long _newest;
    private TrailFault? _fault;
    private long _writing = NotWriting; // Since when, by Real.

    /// <summary>What keeps the trail from being written; null while it can be.</summary>
    public TrailFault? Fault => Volatile.Read(ref _writing) is not NotWriting and var began && Real.GetElapsedTime(began) > Slow ? TrailFault.Slow : _fault;

    /// <summary>Takes the trail's files; another disk than the real one is for tests.</summary>
    internal Func<string, FileMode, FileStream> Taking { get; init; } = TrailFile.Take;

    /// <summary>What a write's time goes by; another than the system's is for tests.</summary>
    internal TimeProvider Real { get; init; } = TimeProvider.System;

    private string Folder => Path.Combine(options.DataDir, "trail");

    /// <summary>
    /// Makes a question's entry durable. False: it could not be within the patience that is set, and the question gets no answer; a slow
    /// disk may write the entry all the same.
    /// </summary>
    /// <param name="row">What was asked and answered.</param>
    /// <param name="cancel">The caller has gone; the entry may be written all the same.</param>
    public async ValueTask<bool> Append(TrailRow row, CancellationToken cancel)
    {
        var durable = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        if (Fault is TrailFault.Slow || !_queue.Writer.TryWrite(new Waiting(row, durable))) return false;
        try
        {
            return await durable.Task.WaitAsync(TimeSpan.FromMilliseconds(options.TrailMilliseconds), TimeProvider.System, cancel);
        }
        catch (TimeoutException)
        {
            return false;
        }
    }

    /// <summary>Writes an entry when the disk comes to it; nobody waits. False: there is no room.</summary>
    public bool Note(TrailRow row) => _queue.Writer.TryWrite(new Waiting(row, null));

    /// <inheritdoc/>
    public override Task StartAsync(CancellationToken cancellationToken)
    {
        TryOpen(); // A gateway that cannot keep a trail says so in its health from the start.
        return base.StartAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        _queue.Writer.TryComplete();
        await base.StopAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        // A thread of its own: the disk would hold one of the pool's few nearly all the time.
        Task.Factory.StartNew(WriteAll, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private void WriteAll()
    {
        var together = new List<Waiting>(MostTogether);
        // Ends when the queue is complete and empty: what was asked before the stop is still written.
        while (_queue.Reader.WaitToReadAsync(CancellationToken.None).AsTask().GetAwaiter().GetResult())
        {
            while (together.Count < MostTogether && _queue.Reader.TryRead(out var waiting)) together.Add(waiting);
            Volatile.Write(ref _writing, Real.GetTimestamp());
            var durable = Write(together);
            Volatile.Write(ref _writing, NotWriting);
            foreach (var waiting in together) waiting.Durable?.SetResult(durable);
            together.Clear();
        }

        TellTip();
        _file?.Dispose();
        _owner?.Dispose();
    }

    private bool Write(List<Waiting> rows)
    {
        if (!TryOpen()) return false;
        try
        {
            if (_file!.Length >= options.TrailFileBytes) _file = _file.Next(Folder);
            var (last, hash) = (_file.Last, _file.Hash);
            _lines.ResetWrittenCount();
            foreach (var waiting in rows)
            {
                var entry = waiting.Row.Entry(++last, hash);
                hash = entry.Hash();
                AuditLine.Of(entry, hash).Write(_lines);
                _lines.Write("\n"u8);
            }

            _file.Append(_lines.WrittenSpan, last, hash);
            _newest = last;
            if (clock.GetUtcNow() - _tipTold >= TipEvery) TellTip();
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Opened again before the next entry: only what the disk then shows counts.
            Close(failure);
            return false;
        }
    }

    private bool TryOpen()
    {
        if (_file is not null) return true;
        try
        {
            Directory.CreateDirectory(Folder);
            _owner ??= new FileStream(Path.Combine(Folder, "lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None); // One writer.
            _file = TrailFile.Open(Folder, Taking);
            // Another entry of a number that was answered for would be another chain.
            if (_file.Last < _newest) throw new FileNotFoundException($"entry {_newest} was the newest, and is gone");
            if (_fault is not null) Recovered(logger, _file.Last);
            _fault = null;
            return true;
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            Close(failure);
            return false;
        }
    }

    private void Close(Exception failure)
    {
        var fault = failure switch
        {
            FileNotFoundException => TrailFault.Gone,
            InvalidDataException => TrailFault.Damaged,
            _ => TrailFault.Unwritable,
        };
        if (_fault != fault) Unwritable(logger, fault, failure.Message);
        _fault = fault;
        _file?.Dispose();
        _owner?.Dispose();
        (_file, _owner) = (null, null);
    }

    private void TellTip()
    {
        if (_file is not { Last: > 0 } file) return;
        _tipTold = clock.GetUtcNow();
        Tip(logger, file.Last, LowerHex.Of(file.Hash.Span));
    }

    [LoggerMessage(1, LogLevel.Information, "the trail stands at entry {Seq} {Hash}")]
    private static partial void Tip(ILogger logger, long seq, string hash);

    [LoggerMessage(2, LogLevel.Error, "the trail cannot be written, no question is answered: {Fault}: {Why}")]
    private static partial void Unwritable(ILogger logger, TrailFault fault, string why);

    [LoggerMessage(3, LogLevel.Information, "the trail can be written again, after entry {Seq}")]
    private static partial void Recovered(ILogger logger, long seq);

    private readonly record struct Waiting(TrailRow Row, TaskCompletionSource<bool>? Durable);
}
