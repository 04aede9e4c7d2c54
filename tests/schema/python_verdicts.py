#!/usr/bin/python3
"""Python jsonschema's verdicts (JSON Schema 2020-12), to compare with another validator's.

stdin: {"schemas": [schema, ...], "cases": [[schema's index, instance], ...]}
stdout: a JSON array with true or false for each case.
Exit code 2, with the reason on stderr, for a schema that is not valid or
has a reference to outside.
"format" is an annotation, as in the standard's default. Debian's own Python
has the module (package python3-jsonschema); another one hands over to it.
"""
import json
import os
import sys
import warnings

SYSTEM_PYTHON = "/usr/bin/python3"
warnings.simplefilter("ignore", DeprecationWarning)  # RefResolver, from 4.18 on
try:
    from jsonschema import Draft202012Validator, RefResolver
    from jsonschema.exceptions import RefResolutionError, SchemaError
except ImportError:
    if os.path.exists(SYSTEM_PYTHON) and not os.environ.get("PYTHON_VERDICTS_AGAIN"):
        os.environ["PYTHON_VERDICTS_AGAIN"] = "1"
        os.execv(SYSTEM_PYTHON, [SYSTEM_PYTHON, os.path.abspath(__file__)])
    sys.exit("no Python module jsonschema 4.0 or newer; run tests/setup.sh")


class LocalResolver(RefResolver):
    """Resolves references inside the schema, and never fetches one."""

    def resolve_remote(self, uri):
        raise RefResolutionError(f"{uri} is not in the schema")


def compile_schema(index, schema):
    try:
        Draft202012Validator.check_schema(schema)
    except SchemaError as error:
        print(f"schema {index}: {error.message}", file=sys.stderr)
        sys.exit(2)
    resolver = LocalResolver.from_schema(schema, id_of=Draft202012Validator.ID_OF)
    return Draft202012Validator(schema, resolver=resolver)


def main():
    sys.stdin.reconfigure(encoding="utf-8")
    work = json.load(sys.stdin)
    validators = [compile_schema(i, schema) for i, schema in enumerate(work["schemas"])]
    verdicts = []
    for index, instance in work["cases"]:
        try:
            verdicts.append(validators[index].is_valid(instance))
        except RefResolutionError as error:
            print(f"schema {index}: {error}", file=sys.stderr)
            sys.exit(2)
    print(json.dumps(verdicts))


main()
