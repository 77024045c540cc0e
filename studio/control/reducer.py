"""Decides: `reduce` turns a wish into facts, `apply` folds a fact into the state. Both are pure.

A command never changes the state by itself: it yields events, and events change it. So what a panel sees, what is
logged and what the director acts on are the same facts, and a fact reported by a part (`TrackerLost`) takes the same
road.
"""

from __future__ import annotations

from dataclasses import replace
from typing import assert_never

from studio.control import commands as c
from studio.control import events as e
from studio.control import goods_apply, goods_decide, outfit_steps, remote_steps, source_reducer, tuning_reducer
from studio.control import goods_commands as g
from studio.control import goods_events as ge
from studio.control import outfit_commands as o
from studio.control import outfit_events as oe
from studio.control import remote_commands as r
from studio.control import remote_events as re
from studio.control import source_commands as s
from studio.control import source_events as se
from studio.control import tuning_commands as t
from studio.control import tuning_events as te
from studio.control.state import Air, Canvas, Framing, GateLight, GateRow, LabelState, Part, PartStatus, Show
from studio.core.errors import CommandError

_BUSY = (PartStatus.STARTING, PartStatus.RUNNING, PartStatus.LOST)


def reduce(state: Show, command: c.Command, now_s: float = 0.0) -> tuple[Show, tuple[e.Event, ...]]:
    """The state after the command and the facts it made; a wish that is already so makes none.

    `now_s`: seconds since 1970, for facts that carry their time.

    Raises CommandError if the command cannot be carried out now; the state is then unchanged.
    """
    events = _decide(state, command, now_s)
    for event in events:
        state = apply(state, event)
    return state, events


def _decide(state: Show, command: c.Command, now_s: float) -> tuple[e.Event, ...]:
    if isinstance(command, g.GoodsCommand):
        return goods_decide.decide(state, command, now_s)
    if isinstance(command, r.RemoteCommand):
        return remote_steps.decide(state, command, now_s)
    if isinstance(command, o.OutfitCommand):
        return outfit_steps.decide(state, command)
    if isinstance(command, s.SourceCommand):
        return source_reducer.decide(state, command)
    if isinstance(command, t.TuningCommand):
        return tuning_reducer.decide(state, command)
    match command:
        case c.ChooseSource(source):
            released = (ge.CloseUpChosen(""),) if source == state.close_up_source else ()
            return (*released, e.SourceChosen(source))
        case c.ChooseAvatar(avatar):
            return (e.AvatarChosen(avatar),)
        case c.SetMirror(on):
            return (e.MirrorSet(on),) if on != state.mirror else ()
        case c.SetFraming(framing):
            return (e.FramingSet(framing),) if framing != state.framing else ()
        case c.SetBackground(background):
            return (e.BackgroundSet(background),) if background != state.background else ()
        case c.SetCanvas(width, height, fps):
            return _decide_canvas(state, Canvas(width, height, fps))
        case c.Calibrate():
            return (e.CalibrationAsked(),)
        case c.HoldExpression(expression, weight):
            return _decide_expression(state, expression, weight)
        case c.ReleaseExpressions():
            return (e.ExpressionsReleased(),) if state.held else ()
        case c.Rehearse():
            return (e.WentToRehearsal(),) if state.air is not Air.REHEARSAL else ()
        case c.GoLive():
            return _decide_live(state)
        case c.SignOff(row, reviewer, by):
            return _decide_signature(state, row, reviewer.strip(), by.strip())
        case c.GiveConsent(performer, given):
            return _decide_consent(state, performer.strip(), given)
        case c.CutToSlate(on):
            return () if on == state.slate else ((e.SlateShown(),) if on else (e.SlateLeft(),))
        case c.StartRecording(path):
            return _decide_recording(state, path)
        case c.StopRecording():
            stops = state.recording.status in _BUSY and not state.recording_ends
            return (e.RecordingStopAsked(),) if stops else ()
        case c.SaveStill(path):
            return (e.StillAsked(path),)
        case c.StartVirtualCamera(device):
            return () if state.virtual_camera.status in _BUSY else (e.VirtualCameraAsked(device),)
        case c.StopVirtualCamera():
            return (e.VirtualCameraStopAsked(),) if state.virtual_camera.status is not PartStatus.OFF else ()
        case c.ConnectObs():
            return () if state.obs.status in _BUSY else (e.ObsAsked(),)
        case c.DisconnectObs():
            return (e.ObsDisconnectAsked(),) if state.obs.status is not PartStatus.OFF else ()
        case c.SwitchObsScene(scene):
            return _decide_obs_scene(state, scene)
        case c.ShowPerformer(on):
            return (e.PerformerViewSet(on),) if on != state.show_performer else ()
        case c.StopShow():
            return () if state.stopping else (e.StopAsked(),)
        case _:
            assert_never(command)


def _decide_live(state: Show) -> tuple[e.Event, ...]:
    if state.air is Air.LIVE:
        return ()
    closed = [row for row in state.gate if not row.open]
    if closed:
        reasons = "; ".join(f"{row.key}: {row.reason_en}" for row in closed)
        remedies = "; ".join(dict.fromkeys(row.remedy_en for row in closed if row.remedy_en))
        raise CommandError(f"the gate is closed — {reasons}", where="GoLive", remedy=remedies)
    return (e.WentLive(),)


def _decide_signature(state: Show, key: str, reviewer: str, device: str) -> tuple[e.Event, ...]:
    row = next((row for row in state.gate if row.key == key), None)
    if row is None:
        names = ", ".join(row.key for row in state.gate) or "none yet"
        raise CommandError(f"the gate has no row “{key}”", where="SignOff", remedy=f"its rows: {names}")
    if not reviewer:
        raise CommandError("a signature needs a name", where="SignOff", remedy="give the reviewer's name")
    if state.preset.reviewers and reviewer not in state.preset.reviewers:
        names = ", ".join(state.preset.reviewers)
        raise CommandError(f"“{reviewer}” is no reviewer of this preset", where="SignOff", remedy=f"one of: {names}")
    if row.light is GateLight.RED:
        raise CommandError(
            f"“{key}” is red and cannot be signed: {row.reason_en}", where="SignOff", remedy=row.remedy_en
        )
    name = f"{reviewer} @ {device}" if device else reviewer  # a typed name alone proves nothing about who typed it
    return (e.RowSigned(key, name),) if row.light is GateLight.SIGNATURE and row.signed_by != name else ()


def _decide_consent(state: Show, performer: str, given: bool) -> tuple[e.Event, ...]:
    if given and not performer:
        raise CommandError(
            "consent needs the performer's name or pseudonym", where="GiveConsent", remedy="write who agrees"
        )
    if given:
        return (e.ConsentGiven(performer),) if performer != state.consent else ()
    if not state.consent:
        return ()
    off_air = (e.WentToRehearsal(),) if state.air is Air.LIVE else ()
    return (e.ConsentWithdrawn(), *off_air)


def _carry_signatures(old: tuple[GateRow, ...], new: tuple[GateRow, ...]) -> tuple[GateRow, ...]:
    """A signature stays only with the very reason it was given for."""
    signed = {(row.key, row.light, row.reason_en): row.signed_by for row in old if row.signed_by}
    return tuple(replace(row, signed_by=signed.get((row.key, row.light, row.reason_en), "")) for row in new)


def _decide_canvas(state: Show, canvas: Canvas) -> tuple[e.Event, ...]:
    if canvas == state.canvas:
        return ()
    if state.air is Air.LIVE or state.recording.status in _BUSY or state.virtual_camera.status in _BUSY:
        raise CommandError(
            "the picture's size cannot change while it is on air, recorded or sent to the virtual camera",
            where="SetCanvas",
            remedy="stop the recording and the virtual camera and go back to rehearsal first",
        )
    for name, value, low, high in (
        ("width", canvas.width, 64, 4096),
        ("height", canvas.height, 64, 4096),
        ("fps", canvas.fps, 1, 120),
    ):
        if not low <= value <= high:
            raise CommandError(f"{name} {value} is out of bounds", where="SetCanvas", remedy=f"use {low} to {high}")
    if canvas.width % 2 or canvas.height % 2:
        raise CommandError("video needs even sides", where="SetCanvas", remedy="use an even width and height")
    tall = canvas.height > canvas.width
    wanted = state.preset.framing_tall if tall else state.preset.framing_wide
    turned = tall is not (state.canvas.height > state.canvas.width)
    resized = e.CanvasSet(canvas.width, canvas.height, canvas.fps)
    if turned and wanted in set(Framing) and Framing(wanted) is not state.framing:
        return (resized, e.FramingSet(Framing(wanted)))
    return (resized,)


def _decide_recording(state: Show, path: str) -> tuple[e.Event, ...]:
    if state.recording.status not in _BUSY:
        return (e.RecordingAsked(path),)
    if state.recording_ends:
        raise CommandError(
            "the last recording is still being written",
            where="StartRecording",
            remedy="try again in a moment, when it is saved",
        )
    if path and path != state.recording.detail:
        raise CommandError(
            f"a recording runs already, to {state.recording.detail or 'a new file'}",
            where="StartRecording",
            remedy="stop it first",
        )
    return ()


def _decide_expression(state: Show, expression: str, weight: float) -> tuple[e.Event, ...]:
    if not 0.0 <= weight <= 1.0:
        raise CommandError(f"weight {weight} is out of bounds", where="HoldExpression", remedy="use 0 to 1")
    if state.expressions and expression not in state.expressions:
        raise CommandError(
            f"the avatar has no expression “{expression}”",
            where="HoldExpression",
            remedy="use one of: " + ", ".join(state.expressions[:24]),
        )
    return (e.ExpressionHeld(expression, weight),) if dict(state.held).get(expression, 0.0) != weight else ()


def _decide_obs_scene(state: Show, scene: str) -> tuple[e.Event, ...]:
    if state.obs.status is not PartStatus.RUNNING:
        raise CommandError("OBS is not connected", where="SwitchObsScene", remedy="connect OBS first")
    if scene not in state.obs_scenes:
        raise CommandError(
            f"OBS has no scene “{scene}”",
            where="SwitchObsScene",
            remedy="use one of: " + ", ".join(state.obs_scenes[:24]),
        )
    return (e.ObsSceneAsked(scene),) if scene != state.obs_scene else ()


def apply(state: Show, event: e.Event) -> Show:
    """The state after a fact."""
    if isinstance(event, ge.GoodsEvent):
        return goods_apply.apply(state, event)
    if isinstance(event, re.RemoteEvent):
        return remote_steps.apply(state, event)
    if isinstance(event, oe.OutfitEvent):
        return outfit_steps.apply(state, event)
    if isinstance(event, se.SourceEvent):
        return source_reducer.apply(state, event)
    if isinstance(event, te.TuningEvent):
        return tuning_reducer.apply(state, event)
    match event:
        case e.SourceChosen(source):
            return replace(state, source=source)
        case e.AvatarChosen(avatar):
            return replace(state, avatar=avatar, avatar_part=Part(PartStatus.STARTING, avatar))
        case e.AvatarLoaded(avatar, expressions, summary, commercial):
            held = tuple((name, weight) for name, weight in state.held if name in expressions)
            if avatar != state.avatar:  # another was chosen as this one came on: that one is still awaited
                return replace(state, expressions=expressions, held=held, licence=commercial)
            part = Part(PartStatus.RUNNING, summary)
            return replace(
                state, avatar=avatar, expressions=expressions, held=held, avatar_part=part, licence=commercial
            )
        case e.AvatarRefused(avatar) if avatar != state.avatar and state.avatar_part.status is PartStatus.STARTING:
            return state  # another was chosen meanwhile and is still awaited
        case e.AvatarRefused(_, kept, problem, remedy):
            part = Part(PartStatus.FAILED, kept, problem, remedy)
            return replace(state, avatar=kept, avatar_part=part)
        case e.MirrorSet(on):
            return replace(state, mirror=on)
        case e.FramingSet(framing):
            return replace(state, framing=framing)
        case e.BackgroundSet(background):
            return replace(state, background=background)
        case e.BackgroundRefused(background, kept):
            return replace(state, background=kept) if state.background == background else state
        case e.CanvasSet(width, height, fps):
            return replace(state, canvas=Canvas(width, height, fps))
        case e.ExpressionHeld(expression, weight):
            held = tuple(item for item in state.held if item[0] != expression)
            return replace(state, held=(*held, (expression, weight)) if weight > 0 else held)
        case e.ExpressionsReleased():
            return replace(state, held=())
        case e.WentLive():
            return replace(state, air=Air.LIVE)
        case e.WentToRehearsal():
            return replace(state, air=Air.REHEARSAL)
        case e.SlateShown():
            return replace(state, slate=True)
        case e.SlateLeft():
            return replace(state, slate=False)
        case e.RecordingAsked(path):
            return replace(state, recording=Part(PartStatus.STARTING, path), recording_ends=False)
        case e.RecordingStarted(path):
            return replace(state, recording=Part(PartStatus.RUNNING, path))
        case e.RecordingSaved(path, seconds, frames, left_out):
            part = Part(PartStatus.OFF, f"{path} ({seconds:.1f} s, {frames} frames)", left_out)
            return replace(state, recording=part, recording_ends=False)
        case e.RecordingFailed(problem, remedy):
            return replace(state, recording=Part(PartStatus.FAILED, "", problem, remedy), recording_ends=False)
        case e.RecordingStopAsked():
            return replace(state, recording_ends=True)
        case e.VirtualCameraAsked(device):
            return replace(state, virtual_camera=Part(PartStatus.STARTING, device))
        case e.VirtualCameraStarted(detail):
            return replace(state, virtual_camera=Part(PartStatus.RUNNING, detail))
        case e.VirtualCameraStopped():
            return replace(state, virtual_camera=Part())
        case e.VirtualCameraLost(problem, remedy):
            part = Part(PartStatus.LOST, state.virtual_camera.detail, problem, remedy)
            return replace(state, virtual_camera=part)
        case e.VirtualCameraFailed(problem, remedy):
            return replace(state, virtual_camera=Part(PartStatus.FAILED, "", problem, remedy))
        case e.ObsAsked():
            return replace(state, obs=Part(PartStatus.STARTING))
        case e.ObsConnected(detail):
            return replace(state, obs=Part(PartStatus.RUNNING, detail))
        case e.ObsLost(problem, remedy):
            lost = Part(PartStatus.LOST, "", problem, remedy)
            return replace(state, obs=lost, obs_scene="", obs_scenes=(), obs_sounds=())
        case e.ObsRefused(problem, remedy):
            return replace(state, obs=Part(PartStatus.FAILED, "", problem, remedy), obs_scene="", obs_scenes=())
        case e.ObsDisconnected():
            return replace(state, obs=Part(), obs_scene="", obs_scenes=())
        case e.ObsScenesSeen(scene, scenes):
            return replace(state, obs_scene=scene, obs_scenes=scenes)
        case e.PerformerViewSet(on):
            return replace(state, show_performer=on)
        case e.TrackerStarting(source):
            return replace(state, tracker=Part(PartStatus.STARTING, source))
        case e.TrackerStarted(detail):
            return replace(state, tracker=Part(PartStatus.RUNNING, detail))
        case e.TrackerLost(problem, remedy):
            return replace(state, tracker=Part(PartStatus.LOST, state.tracker.detail, problem, remedy))
        case e.TrackerFailed(problem, remedy):
            return replace(state, tracker=Part(PartStatus.FAILED, state.tracker.detail, problem, remedy))
        case e.TrackerStopped():
            return replace(state, tracker=Part())
        case e.SourcesFound(sources):
            return replace(state, sources=sources)
        case e.AvatarsFound(avatars):
            return replace(state, avatars=avatars)
        case e.SetsFound(sets):
            return replace(state, sets=sets)
        case e.HealthMeasured(health):
            return replace(state, health=health)
        case e.LabelSeen(ink_px, contrast, x, y):
            return replace(state, label_state=LabelState(True, "", ink_px, contrast, x, y))
        case e.LabelLost(problem):
            return replace(state, label_state=LabelState(False, problem))
        case e.GateChecked(rows):
            return replace(state, gate=_carry_signatures(state.gate, rows))
        case e.RowSigned(key, reviewer):
            rows = tuple(replace(row, signed_by=reviewer) if row.key == key else row for row in state.gate)
            return replace(state, gate=rows)
        case e.ConsentGiven(performer):
            return replace(state, consent=performer)
        case e.ConsentWithdrawn():
            return replace(state, consent="")
        case e.EvidenceOpened(file):
            return replace(state, evidence=Part(PartStatus.RUNNING, file))
        case e.EvidenceFailed(problem, remedy):
            return replace(state, evidence=Part(PartStatus.FAILED, state.evidence.detail, problem, remedy))
        case e.StopAsked():
            return replace(state, stopping=True)
        case (
            e.CalibrationAsked()
            | e.Calibrated()
            | e.CalibrationFailed()
            | e.StillAsked()
            | e.StillSaved()
            | e.StillFailed()
            | e.VirtualCameraStopAsked()
            | e.ObsDisconnectAsked()
            | e.ObsSceneAsked()
        ):
            return state
        case _:
            assert_never(event)
