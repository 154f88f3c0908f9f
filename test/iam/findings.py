"""Reads IAM documents on standard input, and writes what parliament finds in them on standard output."""

import json
import sys

import parliament


def analyzed(document):
    # A trust policy stands at its role, which it does not name.
    role = "arn:aws:iam::000000000000:role/any"
    statements = [
        statement if "Resource" in statement or "NotResource" in statement else {**statement, "Resource": role}
        for statement in document["Statement"]
    ]
    return parliament.analyze_policy_string(json.dumps({**document, "Statement": statements}))


def findings(of):
    for found in analyzed(of["document"]).findings:
        found = parliament.enhance_finding(found)
        yield {
            "where": of["where"],
            "issue": found.issue,
            "severity": found.severity,
            "detail": found.detail if isinstance(found.detail, str) else json.dumps(found.detail, sort_keys=True),
        }


json.dump([found for of in json.load(sys.stdin) for found in findings(of)], sys.stdout)
