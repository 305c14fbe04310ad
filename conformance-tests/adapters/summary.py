"""results.json on standard input -> a page of Markdown: the totals, and every case that is not PASS. No times: the same run gives the same page."""
import json, re, sys

results = json.load(sys.stdin)
adapter, cases = results["adapter"], results["cases"]
GROUPS = [
    ("Accepted wrongly", lambda case: case["outcome"] == "FAIL" and "accept, not reject" in case["detail"]),
    ("Refused wrongly", lambda case: case["outcome"] == "FAIL" and ", not accept" in case["detail"]),
    ("Failed otherwise", lambda case: case["outcome"] == "FAIL"),
    ("No answer", lambda case: case["outcome"] in ("HANG", "CRASH")),
    ("Not known: the good original is refused too", lambda case: case["outcome"] == "INCONCLUSIVE"),
    ("Right, for a reason that the case does not name", lambda case: case["outcome"] == "NON-STRICT"),
    ("Not supported", lambda case: case["outcome"] == "UNSUPPORTED"),
]


def cell(text):
    return " ".join(text.replace("|", "\\|").replace("<", "&lt;").split())[:200]


def answer(detail):
    return cell(re.sub(r"(, not (?:reject|accept)) \(.*\)$", r"\1", detail))


print(f"# {adapter['name']} {adapter['version']}\n")
print(f"{adapter['language']}; profile `{results['profile']}`, suite {results['suite']}, seed {results['seed']}: **{'passed' if results['passed'] else 'not passed'}**. "
      f"Made by `conformance-tests/adapters/report {sys.argv[1]}`; not edited by hand.\n")
print("| " + " | ".join(results["totals"]) + " |\n" + "|---" * len(results["totals"]) + "|\n| " + " | ".join(map(str, results["totals"].values())) + " |")
left = list(cases)
for title, belongs in GROUPS:
    group = [case for case in left if belongs(case)]
    left = [case for case in left if case not in group]
    if group:
        print(f"\n## {title}\n\n| case | what is done | severity | answer |\n|---|---|---|---|")
        for case in group:
            print(f"| `{case['id']}` | {cell(case['title'])} | {case['severity']} | {answer(case['detail'])} |")
