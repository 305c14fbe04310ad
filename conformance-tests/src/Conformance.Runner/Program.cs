using Conformance.Defects;
using Conformance.Running;

// The suite's front door; ../../certify starts it.
return args switch
{
    ["list", ..] => ListVerb.Run(args[1..]),
    ["suite", ..] => await SuiteVerb.RunAsync(args[1..]),
    _ => await CertifyVerb.RunAsync(args),
};
