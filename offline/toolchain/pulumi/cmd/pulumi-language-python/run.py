"""Runs a program under Pulumi's Python SDK. Its one argument says as JSON what the engine told the language host."""

import asyncio
import json
import runpy
import sys
import traceback

try:
    import pulumi
    import pulumi.runtime
except ImportError:
    sys.exit("It looks like the Pulumi SDK has not been installed. Have you run pip install?")

ALREADY_TOLD = 32

told = json.loads(sys.argv[1])
program = told.pop("program")
sys.argv = [program, *(told.pop("args") or [])]
runtime = pulumi.runtime
runtime.set_all_config(runtime.get_config_env(), runtime.get_config_secret_keys_env())
runtime.configure(runtime.Settings(**told))

loop = asyncio.new_event_loop()
asyncio.set_event_loop(loop)
try:
    loop.run_until_complete(
        runtime.run_in_stack(lambda: runpy.run_path(program, run_name="__main__"))
    )
except pulumi.RunError as error:
    pulumi.log.error(str(error))
    sys.exit(1)
except Exception:
    pulumi.log.error(f"Program failed with an unhandled exception:\n{traceback.format_exc()}")
    sys.exit(ALREADY_TOLD)
