"""What meetings of streets and of the district are about: asked, replied, discussed, decided, written down, sealed."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import Any

from gongjian.accounts.models import User
from gongjian.civic.platforms.actions import (
    adopt_resolution,
    answer_objection,
    circulate_minutes,
    confirm_minutes,
    convene_meeting,
    put_on_agenda,
    raise_objection,
    reply_invitation,
    return_to_agenda,
    write_discussion,
)
from gongjian.civic.platforms.models import AgendaItem, Attendance, Invitation, Meeting, Objection, Resolution
from gongjian.civic.platforms.queries.agenda import due_reviews
from gongjian.civic.platforms.queries.quorum import quorum_of
from gongjian.civic.registry.models import Organisation
from gongjian.civic.tasks.models import Task
from gongjian.cli.demo.diary import Diary
from gongjian.cli.demo.matters import Matters
from gongjian.cli.demo.reading import document
from gongjian.cli.demo.work import Work
from gongjian.cli.demo.world import World

REPLIES = 8  # of one meeting: more would tell nothing new
TOPICS = 2
OBJECTING = 0.16
TO_OBJECT = 5  # working days

States = dict[int, str]


class Agendas:
    """Follows a meeting of a street or of the district from the notice to the seal."""

    def __init__(self, world: World, diary: Diary, work: Work, matters: Matters) -> None:
        self.world, self.diary, self.work, self.matters = world, diary, work, matters

    def follow(self, meeting: Meeting, officer: User, code: str, states: Callable[[], States]) -> None:
        """Note the notice, some replies and the agenda of a planned meeting; `states` says who will come."""
        diary, topics = self.diary, self._topics(meeting, code)
        soon = diary.moment(diary.now.date(), 3)
        diary.note(soon, convene_meeting, officer, meeting, after=lambda row: self._replies(row, code, states()))
        for resolution in due_reviews(diary.now.date()).filter(item__meeting__platform=meeting.platform_id):
            diary.note(soon, return_to_agenda, self.world.clock, resolution)
        for topic in topics:
            diary.note(soon, put_on_agenda, officer, meeting, title=topic["title"])
        for matter, source in self.matters.waiting_for(code):
            diary.note(soon, put_on_agenda, officer, meeting, title=matter.title, source=source)

    def write(self, meeting: Meeting, officer: User, code: str) -> None:
        """Note what was said on every item and what was decided, after the sheet has been entered."""
        diary, chance = self.diary, self.world.chance("minutes", code, meeting.day)
        quorum, told = quorum_of(meeting), document("agendas")
        topics = {topic["title"]: topic for topic in self._topics(meeting, code)}
        for item in meeting.items.filter(withdrawn_at=None).select_related("source").order_by("position"):
            topic = topics.get(item.title)
            goal = self.matters.goal_of(item)
            text = topic["heard"] if topic else self._heard(item, goal, chance)
            diary.note(diary.moment(diary.now.date(), 6), write_discussion, officer, item, text=text)
            if quorum.is_quorate and topic:
                self._decide(item, officer, code, topic, quorum.present, chance)
            elif quorum.is_quorate and goal is not None:
                self._hand_over(item, officer, goal, quorum.present, chance)
        if quorum.is_quorate:
            sent = diary.workday(diary.now.date(), 2)
            last = diary.workday(sent, TO_OBJECT)
            diary.note(diary.moment(sent, 1), circulate_minutes, officer, meeting, object_by=last)
            if chance.random() < OBJECTING:
                self._object(meeting, officer, chance.choice(told["objections"]), diary.workday(sent, 2))
            diary.note(diary.moment(diary.workday(last, 1), 2), confirm_minutes, officer, meeting)

    def _topics(self, meeting: Meeting, code: str) -> list[dict[str, Any]]:
        chance = self.world.chance("topics", code, meeting.day)
        known = document("agendas")["district" if code == "district" else "street"]
        return chance.sample(known, TOPICS)

    def _replies(self, meeting: Meeting, code: str, states: States) -> None:
        """Note some of the replies, each as it will turn out on the day."""
        diary, told = self.diary, document("agendas")
        chance = self.world.chance("replies", code, meeting.day)
        asked = [
            one
            for one in meeting.invitations.order_by("organisation")
            if one.organisation_id in self.world.acting and states.get(one.organisation_id) != Attendance.State.ABSENT
        ]
        for invitation in chance.sample(asked, min(len(asked), REPLIES)):
            day = diary.workday(diary.now.date(), chance.randint(1, 3))
            said = {"reply": Invitation.Reply.COMING, "delegate": chance.choice(told["delegates"])}
            if states.get(invitation.organisation_id) == Attendance.State.LEAVE:
                said = {"reply": Invitation.Reply.LEAVE, "reason": chance.choice(told["reasons_for_leave"])}
            actor = self.world.acting[invitation.organisation_id]
            diary.note(diary.moment(day, chance.choice((2, 5))), reply_invitation, actor, invitation, **said)

    def _heard(self, item: AgendaItem, goal: Organisation | None, chance: Random) -> str:
        told = document("agendas")
        if goal is not None:
            return f"会议听取了这件事的经过。街道和社区能做的都做了，根子上要由“{goal.name}”牵头，会议同意移交。"
        return str(chance.choice(told["reviews"] if item.source_id else told["progress"]))

    def _decide(
        self, item: AgendaItem, officer: User, code: str, topic: dict[str, Any], present: int, chance: Random
    ) -> None:
        at = self.diary.moment(self.diary.now.date(), 7)
        for row in topic["resolutions"]:
            said = {"text": row["text"], **_votes(present, chance)}
            owner = self._owner(code, row.get("to"), chance)
            if row["kind"] == Resolution.Kind.TASK and owner is not None:
                due = self.diary.workday(self.diary.now.date(), row["days"])
                said |= {"kind": Resolution.Kind.TASK, "owner": owner, "due_date": due}
            else:
                review = item.meeting.day + timedelta(days=row["days"])
                said |= {"kind": Resolution.Kind.NOTE, "review_date": review}
            self.diary.note(at, adopt_resolution, officer, item, after=self._follow, **said)

    def _follow(self, resolution: Resolution) -> None:
        task: Task | None = resolution.task
        if task is not None:
            self.work.follow(task, task.owner, task.receiver, "resolution", task.receiver_id, task.due_date, task.title)

    def _owner(self, code: str, to: str | None, chance: Random) -> Organisation | None:
        """Return whom a street charges: one of its communities, or a unit that has signed with it."""
        if to == "community":
            below = [place for place in self.world.communities if place.street == code]
            return self.world.bodies[chance.choice(below).code] if below else None
        units = [unit for unit in self.world.signers if unit.place.street == code and unit.has_seat]
        signed = [unit for unit in units if unit.key in self.world.signed and not unit.is_late]
        return self.world.organisation(chance.choice(signed)) if signed and to == "unit" else None

    def _hand_over(self, item: AgendaItem, officer: User, goal: Organisation, present: int, chance: Random) -> None:
        self.diary.note(
            self.diary.moment(self.diary.now.date(), 7),
            adopt_resolution,
            officer,
            item,
            kind=Resolution.Kind.HAND_OVER,
            text=f"“{item.title}”移交“{goal.name}”牵头，街道和社区配合",
            owner=goal,
            due_date=self.diary.workday(self.diary.now.date(), 20),
            **_votes(present, chance),
        )

    def _object(self, meeting: Meeting, officer: User, said: dict[str, str], day: date) -> None:
        came = meeting.attendances.filter(state=Attendance.State.PRESENT, organisation__is_resident_unit=True)
        known = [one for one in came.order_by("pk") if one.organisation_id in self.world.acting]
        if not known:
            return
        diary, actor = self.diary, self.world.acting[known[0].organisation_id]

        def answer(objection: Objection) -> None:
            diary.note(diary.moment(day, 5), answer_objection, officer, objection, answer=said["answer"])

        diary.note(diary.moment(day, 3), raise_objection, actor, known[0], after=answer, text=said["text"])


def _votes(present: int, chance: Random) -> dict[str, Any]:
    abstained = chance.choice((0, 0, 0, 1, 2))
    against = chance.choice((0, 0, 0, 1))
    return {
        "votes_for": max(0, present - abstained - against),
        "votes_against": against,
        "votes_abstained": abstained,
    }
