using Conformance.Comparing;
using Conformance.Defects;
using Conformance.Running;
using Conformance.Statements;

// The suite's front door; ../../certify starts it.
return args switch
{
    ["list", ..] => ListVerb.Run(args[1..]),
    ["compare", ..] => CompareVerb.Run(args[1..]),
    ["statement", ..] => StatementVerb.Run(args[1..]),
    ["suite", ..] => await SuiteVerb.RunAsync(args[1..]),
    ["help" or "--help" or "-h", ..] => Help(),
    _ => await CertifyVerb.RunAsync(args),
};

static int Help()
{
    Console.Out.WriteLine(string.Join('\n', CertifyArguments.Usage, CompareVerb.Usage, StatementVerb.Usage));
    return 0;
}
