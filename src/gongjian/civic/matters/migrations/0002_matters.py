"""Matters with their legs; rules, road chiefs, bulletins, concerns."""

import django.db.models.deletion
from django.db import migrations, models

import gongjian.accounts.private
import gongjian.civic.matters.models.rules


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0004_minutes_seal"),
        ("matters", "0001_initial"),
        ("platforms", "0004_meetings_and_threads"),
        ("registry", "0006_imports"),
    ]

    operations = [
        migrations.CreateModel(
            name="Asking",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("from_at", models.DateTimeField(verbose_name="自")),
                ("to_at", models.DateTimeField(null=True, verbose_name="至")),
            ],
        ),
        migrations.CreateModel(
            name="Bulletin",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=120, verbose_name="标题")),
                ("text", models.TextField(max_length=3000, verbose_name="进展")),
                ("audience", models.CharField(max_length=120, verbose_name="告诉谁")),
                ("published_at", models.DateTimeField(verbose_name="发布")),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="撤下")),
                ("reason", models.CharField(blank=True, max_length=200, verbose_name="撤下的理由")),
            ],
        ),
        migrations.CreateModel(
            name="Concern",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("salt", models.BinaryField(default=gongjian.accounts.private.new_salt, null=True)),
                ("day", models.DateField(verbose_name="哪天")),
                ("text", gongjian.accounts.private.PrivateField(blank=True, null=True, verbose_name="反映什么")),
                ("households", models.PositiveSmallIntegerField(default=1, verbose_name="涉及户数")),
                ("answer", models.CharField(blank=True, max_length=300, verbose_name="答复")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.CreateModel(
            name="Leg",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "level",
                    models.CharField(
                        choices=[("UNIT", "单位"), ("COMMUNITY", "社区"), ("STREET", "街道"), ("DISTRICT", "区")],
                        max_length=12,
                        verbose_name="层级",
                    ),
                ),
                ("is_lead", models.BooleanField(verbose_name="牵头")),
                ("wish", models.CharField(blank=True, max_length=300, verbose_name="要它做什么")),
                ("opened_at", models.DateTimeField(verbose_name="交到")),
                ("limit_days", models.PositiveSmallIntegerField(verbose_name="几个工作日办结")),
                ("accepted_at", models.DateTimeField(null=True, verbose_name="接手")),
                ("contacted_at", models.DateTimeField(null=True, verbose_name="联系")),
                ("attended_at", models.DateTimeField(null=True, verbose_name="到场")),
                (
                    "end",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("HANDED_ON", "已移交"),
                            ("DECLINED", "已谢绝"),
                            ("SOLVED", "已办完"),
                            ("CLOSED", "随难题结束"),
                        ],
                        max_length=12,
                        verbose_name="怎样离手",
                    ),
                ),
                ("ended_at", models.DateTimeField(null=True, verbose_name="离手")),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="理由")),
                ("result", models.CharField(blank=True, max_length=500, verbose_name="办了什么")),
                ("certified_at", models.DateTimeField(null=True, verbose_name="认定为急难相助")),
                ("rung", models.PositiveSmallIntegerField(default=0, verbose_name="已报到第几级")),
            ],
        ),
        migrations.CreateModel(
            name="Matter",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("salt", models.BinaryField(default=gongjian.accounts.private.new_salt, null=True)),
                ("number", models.CharField(max_length=60, unique=True, verbose_name="编号")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("PROBLEM", "难题"),
                            ("WHISTLE", "吹哨"),
                            ("WORKS", "工程协调"),
                            ("FINDING", "巡查整改"),
                        ],
                        default="PROBLEM",
                        max_length=12,
                        verbose_name="种类",
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("CENTRAL_TASK", "中心任务"),
                            ("LARGE_EVENT", "大型活动"),
                            ("PUBLIC_SERVICE", "公共服务"),
                            ("HARMONY", "和谐社区建设"),
                        ],
                        max_length=16,
                        verbose_name="类别",
                    ),
                ),
                (
                    "urgency",
                    models.CharField(
                        choices=[("URGENT", "紧急"), ("ORDINARY", "一般"), ("HARD", "疑难")],
                        default="ORDINARY",
                        max_length=12,
                        verbose_name="缓急",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="什么事")),
                ("text", gongjian.accounts.private.PrivateField(blank=True, null=True, verbose_name="详细情况")),
                ("households", models.PositiveIntegerField(null=True, verbose_name="受影响户数")),
                (
                    "hidden_because",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("PRIVACY", "涉及个人隐私"),
                            ("SAFETY", "涉及公共安全"),
                            ("DISPUTE", "正在调解的纠纷"),
                        ],
                        max_length=12,
                        verbose_name="不公开的理由",
                    ),
                ),
                ("raised_at", models.DateTimeField(verbose_name="报事")),
                ("asked_at", models.DateTimeField(null=True, verbose_name="请报事方确认")),
                (
                    "closing",
                    models.CharField(
                        blank=True,
                        choices=[
                            ("DONE", "办结"),
                            ("REFUSED", "不予办理"),
                            ("PASSED_ON", "转区外办理"),
                            ("DUPLICATE", "重复"),
                        ],
                        max_length=12,
                        verbose_name="怎样结束",
                    ),
                ),
                ("result", models.CharField(blank=True, max_length=500, verbose_name="结果")),
                ("passed_to", models.CharField(blank=True, max_length=120, verbose_name="转给区外哪家")),
                ("closed_at", models.DateTimeField(null=True, verbose_name="结束")),
                ("is_silent", models.BooleanField(default=False, verbose_name="到期没有答复，视为确认")),
                ("reopened", models.PositiveSmallIntegerField(default=0, verbose_name="重开几次")),
            ],
        ),
        migrations.CreateModel(
            name="Opinion",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=500, verbose_name="意见")),
                ("day", models.DateField(verbose_name="哪天")),
            ],
        ),
        migrations.CreateModel(
            name="Pause",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "reason",
                    models.CharField(
                        choices=[
                            ("RAISER", "等报事方补充情况"),
                            ("THIRD_PARTY", "等第三方提供材料或条件"),
                            ("PROCEDURE", "走法定程序（招标、公示、鉴定）"),
                            ("WEATHER", "天气不允许施工"),
                        ],
                        max_length=12,
                        verbose_name="理由",
                    ),
                ),
                ("note", models.CharField(max_length=200, verbose_name="等什么")),
                ("from_at", models.DateTimeField(verbose_name="自")),
                ("to_at", models.DateTimeField(null=True, verbose_name="至")),
            ],
        ),
        migrations.CreateModel(
            name="Phase",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "phase",
                    models.CharField(
                        choices=[("STUDY", "研究"), ("DEPLOY", "部署"), ("IMPLEMENT", "组织实施")],
                        max_length=12,
                        verbose_name="步骤",
                    ),
                ),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("post", models.CharField(blank=True, max_length=160, verbose_name="由谁")),
            ],
        ),
        migrations.CreateModel(
            name="RoadChief",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("road", models.CharField(max_length=60, verbose_name="道路")),
                (
                    "rank",
                    models.PositiveSmallIntegerField(choices=[(1, "一级路长"), (2, "二级路长")], verbose_name="级别"),
                ),
                ("post", models.CharField(max_length=60, verbose_name="路长职务")),
                ("every_days", models.PositiveSmallIntegerField(verbose_name="几天巡一次")),
                ("valid_from", models.DateField(verbose_name="自")),
                ("valid_to", models.DateField(null=True, verbose_name="至")),
            ],
        ),
        migrations.CreateModel(
            name="Rulebook",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("answer_days", models.PositiveSmallIntegerField(default=2, verbose_name="几个工作日内接手或谢绝")),
                ("urgent_days", models.PositiveSmallIntegerField(default=2, verbose_name="紧急的几个工作日办结")),
                ("ordinary_days", models.PositiveSmallIntegerField(default=7, verbose_name="一般的几个工作日办结")),
                ("hard_days", models.PositiveSmallIntegerField(default=15, verbose_name="疑难的几个工作日办结")),
                (
                    "silence_days",
                    models.PositiveSmallIntegerField(default=5, verbose_name="报事方几个工作日不答复视为确认"),
                ),
                (
                    "callers",
                    models.JSONField(
                        default=gongjian.civic.matters.models.rules.street_only, verbose_name="谁可以吹哨"
                    ),
                ),
                ("sign_hours", models.PositiveSmallIntegerField(default=1, verbose_name="吹哨后几小时内签收")),
                ("contact_hours", models.PositiveSmallIntegerField(default=24, verbose_name="吹哨后几小时内联系")),
                ("attend_days", models.PositiveSmallIntegerField(default=3, verbose_name="吹哨后几个工作日内到场")),
                (
                    "hard_attend_days",
                    models.PositiveSmallIntegerField(default=5, verbose_name="疑难的几个工作日内到场"),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Rung",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("step", models.PositiveSmallIntegerField(verbose_name="第几级")),
                ("after_days", models.PositiveSmallIntegerField(verbose_name="逾期几个工作日")),
                (
                    "to_level",
                    models.CharField(
                        choices=[("UNIT", "单位"), ("COMMUNITY", "社区"), ("STREET", "街道"), ("DISTRICT", "区")],
                        max_length=12,
                        verbose_name="报到哪一级",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="SiteCheck",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("day", models.DateField(verbose_name="哪天")),
                ("is_passed", models.BooleanField(verbose_name="做到了")),
                ("text", models.CharField(max_length=300, verbose_name="看到什么")),
                ("noted_at", models.DateTimeField(verbose_name="记下")),
            ],
        ),
        migrations.RemoveConstraint(
            model_name="groupmember",
            name="group_member_once",
        ),
        migrations.AddField(
            model_name="groupmember",
            name="expertise",
            field=models.CharField(blank=True, max_length=60, verbose_name="专长"),
        ),
        migrations.AddField(
            model_name="groupmember",
            name="organisation",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="group_members",
                to="registry.organisation",
                verbose_name="派出单位",
            ),
        ),
        migrations.AddField(
            model_name="groupmember",
            name="valid_from",
            field=models.DateField(null=True, verbose_name="自"),
        ),
        migrations.AddField(
            model_name="groupmember",
            name="valid_to",
            field=models.DateField(null=True, verbose_name="至"),
        ),
        migrations.AddConstraint(
            model_name="groupmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("organisation", None), ("valid_to", None)),
                fields=("group", "source"),
                name="group_member_once",
            ),
        ),
        migrations.AddConstraint(
            model_name="groupmember",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_to", None)), fields=("group", "organisation"), name="group_lender_once"
            ),
        ),
        migrations.AddField(
            model_name="bulletin",
            name="group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="bulletins", to="matters.group"
            ),
        ),
        migrations.AddField(
            model_name="concern",
            name="group",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="concerns", to="matters.group"
            ),
        ),
        migrations.AddField(
            model_name="leg",
            name="next_owner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="registry.organisation",
                verbose_name="应由谁办",
            ),
        ),
        migrations.AddField(
            model_name="leg",
            name="owner",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="legs",
                to="registry.organisation",
                verbose_name="承办",
            ),
        ),
        migrations.AddField(
            model_name="leg",
            name="resolution",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="leg",
                to="platforms.resolution",
                verbose_name="依据哪项议定",
            ),
        ),
        migrations.AddField(
            model_name="asking",
            name="leg",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="askings", to="matters.leg"
            ),
        ),
        migrations.AddField(
            model_name="matter",
            name="area",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="matters",
                to="registry.area",
                verbose_name="在哪里",
            ),
        ),
        migrations.AddField(
            model_name="matter",
            name="duplicate_of",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="duplicates", to="matters.matter"
            ),
        ),
        migrations.AddField(
            model_name="matter",
            name="group",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="matters",
                to="matters.group",
                verbose_name="工作组",
            ),
        ),
        migrations.AddField(
            model_name="matter",
            name="raiser",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="raised_matters",
                to="registry.organisation",
                verbose_name="报事方",
            ),
        ),
        migrations.AddField(
            model_name="matter",
            name="segment",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="matters",
                to="matters.segment",
                verbose_name="路段",
            ),
        ),
        migrations.AddField(
            model_name="matter",
            name="source",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="matters",
                to="ledger.event",
                verbose_name="来源",
            ),
        ),
        migrations.AddField(
            model_name="matter",
            name="thread",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="matter",
                to="platforms.thread",
                verbose_name="往来",
            ),
        ),
        migrations.AddField(
            model_name="leg",
            name="matter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="legs", to="matters.matter"
            ),
        ),
        migrations.AddField(
            model_name="asking",
            name="matter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="askings", to="matters.matter"
            ),
        ),
        migrations.AddField(
            model_name="opinion",
            name="matter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="opinions", to="matters.matter"
            ),
        ),
        migrations.AddField(
            model_name="opinion",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="opinions", to="registry.organisation"
            ),
        ),
        migrations.AddField(
            model_name="pause",
            name="leg",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="pauses", to="matters.leg"
            ),
        ),
        migrations.AddField(
            model_name="phase",
            name="matter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="phases", to="matters.matter"
            ),
        ),
        migrations.AddField(
            model_name="phase",
            name="meeting",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="phases", to="platforms.meeting"
            ),
        ),
        migrations.AddField(
            model_name="roadchief",
            name="area",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="road_chiefs",
                to="registry.area",
                verbose_name="区域",
            ),
        ),
        migrations.AddField(
            model_name="roadchief",
            name="chief",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="road_chiefs",
                to="registry.organisation",
                verbose_name="路长单位",
            ),
        ),
        migrations.AddField(
            model_name="rulebook",
            name="area",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="rulebook",
                to="registry.area",
                verbose_name="区",
            ),
        ),
        migrations.AddField(
            model_name="rung",
            name="rulebook",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="rungs", to="matters.rulebook"
            ),
        ),
        migrations.AddField(
            model_name="sitecheck",
            name="by",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="site_checks",
                to="registry.organisation",
                verbose_name="核查",
            ),
        ),
        migrations.AddField(
            model_name="sitecheck",
            name="matter",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="checks", to="matters.matter"
            ),
        ),
        migrations.AddIndex(
            model_name="matter",
            index=models.Index(fields=["area", "closed_at"], name="matter_area_closed"),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("asked_at", None), ("closed_at", None), ("closing", "")),
                    models.Q(models.Q(("closing", ""), _negated=True), ("asked_at__isnull", False)),
                    _connector="OR",
                ),
                name="matter_closing_is_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.CheckConstraint(
                condition=models.Q(("is_silent", False), ("closed_at__isnull", False), _connector="OR"),
                name="matter_silent_when_closed",
            ),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closing", "DUPLICATE"), _negated=True), ("duplicate_of__isnull", False), _connector="OR"
                ),
                name="matter_duplicate_of_which",
            ),
        ),
        migrations.AddConstraint(
            model_name="matter",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("closing", "PASSED_ON"), _negated=True),
                    models.Q(("passed_to", ""), _negated=True),
                    _connector="OR",
                ),
                name="matter_passed_on_to_whom",
            ),
        ),
        migrations.AddIndex(
            model_name="leg",
            index=models.Index(fields=["owner", "ended_at"], name="leg_owner_ended"),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None), ("is_lead", True)), fields=("matter",), name="leg_one_lead"
            ),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=models.UniqueConstraint(
                condition=models.Q(("ended_at", None)), fields=("matter", "owner"), name="leg_once_a_body"
            ),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end", ""), ("ended_at", None)),
                    models.Q(models.Q(("end", ""), _negated=True), ("ended_at__isnull", False)),
                    _connector="OR",
                ),
                name="leg_ended_somehow",
            ),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("end", "DECLINED"), _negated=True),
                    models.Q(
                        models.Q(("reason", ""), _negated=True),
                        models.Q(("is_lead", False), ("next_owner__isnull", False), _connector="OR"),
                    ),
                    _connector="OR",
                ),
                name="leg_declined_naming_the_next",
            ),
        ),
        migrations.AddConstraint(
            model_name="leg",
            constraint=models.CheckConstraint(condition=models.Q(("limit_days__gt", 0)), name="leg_limit"),
        ),
        migrations.AddConstraint(
            model_name="asking",
            constraint=models.UniqueConstraint(
                condition=models.Q(("to_at", None)), fields=("matter",), name="asking_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="pause",
            constraint=models.UniqueConstraint(
                condition=models.Q(("to_at", None)), fields=("leg",), name="pause_one_open"
            ),
        ),
        migrations.AddConstraint(
            model_name="pause",
            constraint=models.CheckConstraint(
                condition=models.Q(("to_at", None), ("to_at__gte", models.F("from_at")), _connector="OR"),
                name="pause_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=models.UniqueConstraint(fields=("matter", "phase"), name="phase_once"),
        ),
        migrations.AddConstraint(
            model_name="phase",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("meeting__isnull", False), ("post", "")),
                    models.Q(("meeting", None), models.Q(("post", ""), _negated=True)),
                    _connector="OR",
                ),
                name="phase_by_meeting_or_post",
            ),
        ),
        migrations.AddConstraint(
            model_name="roadchief",
            constraint=models.UniqueConstraint(
                condition=models.Q(("valid_to", None)), fields=("area", "road", "rank"), name="road_chief_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="roadchief",
            constraint=models.CheckConstraint(condition=models.Q(("every_days__gt", 0)), name="road_chief_walks"),
        ),
        migrations.AddConstraint(
            model_name="rung",
            constraint=models.UniqueConstraint(fields=("rulebook", "step"), name="rung_once"),
        ),
    ]
