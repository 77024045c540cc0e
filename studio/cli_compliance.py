"""The command line of compliance: `studio label | words | log | clip | gate`. As `cli`, each imports what it needs."""

from __future__ import annotations

import argparse
import sys
import zipfile
from pathlib import Path
from typing import TypeAlias

from studio.core.errors import StudioError

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"


def add(commands: Commands) -> None:
    """Adds the five to the parser's commands."""
    label = commands.add_parser("label", help="the digital-human label of saved files")
    actions = label.add_subparsers(title="actions", metavar="ACTION", required=True)
    verify = actions.add_parser("verify", help="find the AIGC metadata and the visible label in an MP4 or PNG")
    verify.add_argument("files", nargs="+", type=Path, metavar="FILE")
    verify.set_defaults(run=_label_verify)

    words = commands.add_parser("words", help="words that advertising law and platforms forbid")
    actions = words.add_subparsers(title="actions", metavar="ACTION", required=True)
    check = actions.add_parser("check", help="check a text file, or a text itself")
    check.add_argument("text", metavar="FILE|TEXT")
    check.add_argument("--category", default="", choices=("", "food", "cosmetics", "health", "alcohol"))
    check.add_argument("--rules", type=Path, default=None, metavar="FILE.toml", help="rules of your own")
    check.set_defaults(run=_words_check)

    log = commands.add_parser("log", help="the evidence log")
    actions = log.add_subparsers(title="actions", metavar="ACTION", required=True)
    chain = actions.add_parser("verify", help="follow the hash chain of every log")
    chain.add_argument("--folder", type=Path, default=None, metavar="DIR")
    chain.set_defaults(run=_log_verify)
    export = actions.add_parser("export", help="all logs, a readable report and hashes as a zip")
    export.add_argument("out", type=Path, metavar="FILE.zip")
    export.add_argument("--folder", type=Path, default=None, metavar="DIR")
    export.set_defaults(run=_log_export)

    clip = commands.add_parser("clip", help="pieces of a recording to be published on their own (切片)")
    actions = clip.add_subparsers(title="actions", metavar="ACTION", required=True)
    listing = actions.add_parser("list", help="what was marked and shown during a recording")
    listing.add_argument("recording", type=Path, metavar="FILE.mp4")
    listing.set_defaults(run=_clip_list)
    cut = actions.add_parser("export", help="a clip with the opening words, 广告 and its own AIGC entry")
    cut.add_argument("recording", type=Path, metavar="FILE.mp4")
    cut.add_argument("--out", type=Path, required=True, metavar="CLIP.mp4")
    where = cut.add_mutually_exclusive_group(required=True)
    where.add_argument("--moment", type=int, metavar="N", help="around one of the list, counted from 1")
    where.add_argument("--from", dest="from_s", type=float, metavar="S", help="from this second on")
    cut.add_argument("--before", type=float, default=5.0, metavar="S", help="with --moment: seconds before it")
    cut.add_argument("--seconds", type=float, default=30.0, metavar="S", help="how long")
    cut.set_defaults(run=_clip_export)

    gate = commands.add_parser("gate", help="what the running show needs before it may go on air")
    gate.add_argument("--consent", default=None, metavar="PERFORMER", help="the performer agrees to be captured")
    gate.add_argument("--sign", default=None, metavar="ROW", help="sign a row that waits for a signature")
    gate.add_argument("--as", dest="reviewer", default="", metavar="REVIEWER", help="who signs")
    gate.set_defaults(run=_gate)


def _clip_list(options: argparse.Namespace) -> int:
    from studio.library.moments import read_moments

    kinds = {"mark": "打点 mark", "product": "商品 product", "correction": "更正 correction"}
    for number, moment in enumerate(read_moments(options.recording), 1):
        minutes, seconds = divmod(moment.at_s, 60)
        print(f"{number:>3}  {int(minutes):>3}:{seconds:04.1f}  {kinds[moment.kind]}  {moment.note}")
    return 0


def _clip_export(options: argparse.Namespace) -> int:
    from studio.engine.clip_export import export_clip
    from studio.library import settings
    from studio.library.moments import read_moments
    from studio.staging.painting import ensure_application

    from_s = options.from_s
    if options.moment is not None:
        moments = read_moments(options.recording)
        if not 1 <= options.moment <= len(moments):
            raise StudioError(
                f"the recording has {len(moments)} moments",
                where=str(options.recording),
                remedy="see `studio clip list`, or give --from",
            )
        from_s = max(moments[options.moment - 1].at_s - options.before, 0.0)
    ensure_application()
    code = settings.resume()[0].provider_code
    until_s = from_s + options.seconds
    seconds = export_clip(options.recording, options.out, from_s=from_s, to_s=until_s, provider_code=code)
    print(f"{options.out}: {seconds:.1f} s")
    return 0


def _label_verify(options: argparse.Namespace) -> int:
    from studio.engine.label_verify import verify

    worst = 0
    for path in options.files:
        found = verify(path)
        print(f"{'pass' if found.ok else 'FAIL'}  {path}")
        for line in (*found.notes, *(f"! {problem}" for problem in found.problems)):
            print(f"      {line}")
        worst = max(worst, 0 if found.ok else 1)
    return worst


def _words_check(options: argparse.Namespace) -> int:
    from studio.compliance import words

    path = Path(options.text)
    try:
        text = path.read_text(encoding="utf-8") if len(options.text) < 256 and path.is_file() else options.text
    except (OSError, UnicodeDecodeError) as error:
        raise StudioError(f"the text cannot be read: {error}", where=str(path), remedy="save it as UTF-8") from error
    rules = words.load(options.rules) if options.rules else words.house_rules()
    worst = words.Level.FINE
    for number, line in enumerate(text.splitlines(), 1):
        for hit in words.check(line, options.category, rules=rules):
            print(f"{number}:{hit.start + 1}  {hit.level.name.lower():<8}  {hit.found}  {hit.why_zh}")
            print(f"          {hit.why_en}  [{hit.law}]")
            if hit.instead_zh:
                print(f"          → {hit.instead_zh}")
            worst = max(worst, hit.level)
    if worst is words.Level.FINE:
        print(f"nothing found by the rules of {rules.checked} (not legal advice)")
    return 1 if worst is words.Level.BAN else 0


def _folder(options: argparse.Namespace) -> Path:
    from studio.library import paths

    return options.folder or paths.folders().data / "evidence"


def _log_verify(options: argparse.Namespace) -> int:
    from studio.compliance import evidence

    folder = _folder(options)
    broken = 0
    for path in evidence.logs(folder):
        verdict = evidence.verify(path)
        state = "holds" if verdict.sound else f"BROKEN at line {verdict.line}: {verdict.problem}"
        torn = f", unfinished last line of {verdict.torn_bytes} bytes" if verdict.torn_bytes else ""
        print(f"{path.name}: {verdict.records} records, the chain {state}{torn}")
        broken += not verdict.sound
    for day, root in evidence.daily_roots(folder).items():
        print(f"{day}  root {root}")
    if not evidence.logs(folder):
        print(f"no logs in {folder}")
    return 1 if broken else 0


def _log_export(options: argparse.Namespace) -> int:
    from studio.compliance import evidence

    files = evidence.bundle(_folder(options)).files
    try:
        with zipfile.ZipFile(options.out, "x", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
    except OSError as error:
        raise StudioError(
            f"the bundle cannot be written: {error.strerror}", where=str(options.out), remedy="choose a new file name"
        ) from error
    print(f"{options.out}: {len(files)} files")
    return 0


def _gate(options: argparse.Namespace) -> int:
    from studio.control import commands as c
    from studio.control import place
    from studio.control.remote_console import RemoteConsole

    found = place.find()
    if found is None:
        raise StudioError("no show is running", where="gate", remedy="start one: studio live")
    console = RemoteConsole(found.url, found.token)
    console.connect()
    try:
        if options.consent is not None:
            console.send(c.GiveConsent(options.consent))
        if options.sign is not None:
            console.send(c.SignOff(options.sign, options.reviewer))
        closed = 0
        for row in console.state.gate:
            signed = f" — signed by {row.signed_by}" if row.signed_by else ""
            print(f"{row.light.value:<10}{row.key:<10}{row.reason_zh} · {row.reason_en}{signed}")
            if not row.open:
                closed += 1
                print(f"{'':<20}→ {row.remedy_zh} · {row.remedy_en}")
        print("may go on air" if not closed else f"closed: {closed} rows", file=sys.stderr)
        return 1 if closed else 0
    finally:
        console.close()
