"""How often to meet, what is on the agenda, what was decided; threads, open talks, reports."""

import django.db.models.deletion
from django.db import migrations, models

import gongjian.accounts.private


class Migration(migrations.Migration):
    dependencies = [
        ("ledger", "0004_minutes_seal"),
        ("platforms", "0003_criteria"),
        ("registry", "0006_imports"),
        ("tasks", "0001_initial"),
    ]

    operations = [
        migrations.CreateModel(
            name="AgendaItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("position", models.PositiveSmallIntegerField(verbose_name="第几项")),
                ("title", models.CharField(max_length=200, verbose_name="议题")),
                ("discussion", models.TextField(blank=True, max_length=3000, verbose_name="会议听取、讨论了什么")),
                ("is_public", models.BooleanField(default=True, verbose_name="公开")),
                ("withdrawn_at", models.DateTimeField(null=True, verbose_name="撤下")),
            ],
        ),
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("salt", models.BinaryField(default=gongjian.accounts.private.new_salt, null=True)),
                (
                    "kind",
                    models.CharField(
                        choices=[("NOTICE", "告知"), ("REPLY", "答复"), ("CONTACT", "联系")],
                        max_length=8,
                        verbose_name="种类",
                    ),
                ),
                (
                    "channel",
                    models.CharField(
                        blank=True,
                        choices=[("PHONE", "电话"), ("VISIT", "当面"), ("PAPER", "书面")],
                        max_length=8,
                        verbose_name="怎么联系的",
                    ),
                ),
                ("day", models.DateField(verbose_name="哪天")),
                ("who", gongjian.accounts.private.PrivateField(blank=True, null=True, verbose_name="和谁")),
                ("text", gongjian.accounts.private.PrivateField(blank=True, null=True, verbose_name="内容")),
                ("written_at", models.DateTimeField(verbose_name="写下")),
            ],
        ),
        migrations.CreateModel(
            name="Finding",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("salt", models.BinaryField(default=gongjian.accounts.private.new_salt, null=True)),
                (
                    "stage",
                    models.CharField(
                        choices=[("LOOK", "看"), ("TALK", "谈"), ("RATE", "评"), ("DELIBERATE", "议")],
                        max_length=12,
                        verbose_name="环节",
                    ),
                ),
                ("text", gongjian.accounts.private.PrivateField(blank=True, null=True, verbose_name="反映什么")),
                (
                    "outcome",
                    models.CharField(
                        blank=True,
                        choices=[("NEED", "列入需求"), ("MATTER", "立为难题"), ("NO_ACTION", "不办，因为……")],
                        max_length=12,
                        verbose_name="怎么办",
                    ),
                ),
                ("reason", models.CharField(blank=True, max_length=300, verbose_name="为什么不办")),
                ("noted_at", models.DateTimeField(verbose_name="记下")),
                ("settled_at", models.DateTimeField(null=True, verbose_name="定下")),
            ],
        ),
        migrations.CreateModel(
            name="Invitation",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("salt", models.BinaryField(default=gongjian.accounts.private.new_salt, null=True)),
                ("is_observer", models.BooleanField(default=False, verbose_name="列席")),
                (
                    "reply",
                    models.CharField(
                        blank=True, choices=[("COMING", "参加"), ("LEAVE", "请假")], max_length=8, verbose_name="答复"
                    ),
                ),
                ("delegate", gongjian.accounts.private.PrivateField(blank=True, null=True, verbose_name="代表")),
                ("reason", models.CharField(blank=True, max_length=120, verbose_name="请假的理由")),
                ("replied_at", models.DateTimeField(null=True, verbose_name="答复时间")),
            ],
        ),
        migrations.CreateModel(
            name="MeetingRule",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("every_months", models.PositiveSmallIntegerField(default=3, verbose_name="每几个月至少一次")),
                ("notice_days", models.PositiveSmallIntegerField(default=3, verbose_name="提前几天通知")),
                ("quorum_bp", models.PositiveSmallIntegerField(default=5000, verbose_name="到会超过")),
                ("majority_bp", models.PositiveSmallIntegerField(default=5000, verbose_name="赞成超过到会的")),
                ("valid_from", models.DateField(verbose_name="自")),
                ("valid_to", models.DateField(null=True, verbose_name="至")),
            ],
        ),
        migrations.CreateModel(
            name="MeetingTemplate",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("JOINT", "联席会议"), ("SPECIAL", "专题会议"), ("TALK", "党群恳谈会")],
                        max_length=16,
                        verbose_name="种类",
                    ),
                ),
                ("title", models.CharField(max_length=120, verbose_name="会议名称")),
                ("length_minutes", models.PositiveSmallIntegerField(default=120, verbose_name="预计多少分钟")),
                ("items", models.JSONField(default=list, verbose_name="固定议题")),
                ("retired_at", models.DateTimeField(null=True, verbose_name="停用")),
            ],
        ),
        migrations.CreateModel(
            name="Objection",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("text", models.CharField(max_length=500, verbose_name="意见")),
                ("raised_at", models.DateTimeField(verbose_name="提出")),
                ("answer", models.CharField(blank=True, max_length=500, verbose_name="答复")),
                ("answered_at", models.DateTimeField(null=True, verbose_name="答复时间")),
            ],
        ),
        migrations.CreateModel(
            name="Resolution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("TASK", "交办"), ("HAND_OVER", "移交难题"), ("NOTE", "议定")],
                        max_length=16,
                        verbose_name="种类",
                    ),
                ),
                ("text", models.CharField(max_length=500, verbose_name="议定事项")),
                ("due_date", models.DateField(null=True, verbose_name="办结期限")),
                ("review_date", models.DateField(null=True, verbose_name="回头看")),
                ("votes_for", models.PositiveSmallIntegerField(verbose_name="赞成")),
                ("votes_against", models.PositiveSmallIntegerField(verbose_name="反对")),
                ("votes_abstained", models.PositiveSmallIntegerField(verbose_name="弃权")),
                ("is_carried", models.BooleanField(verbose_name="通过")),
                ("adopted_at", models.DateTimeField(verbose_name="表决")),
            ],
        ),
        migrations.CreateModel(
            name="SeatReport",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("year", models.PositiveSmallIntegerField(verbose_name="年度")),
                ("text", models.TextField(max_length=2000, verbose_name="述职")),
                ("reported_at", models.DateTimeField(verbose_name="述职时间")),
                ("opinion", models.CharField(blank=True, max_length=500, verbose_name="会议评议")),
                ("appraised_at", models.DateTimeField(null=True, verbose_name="评议时间")),
            ],
        ),
        migrations.CreateModel(
            name="StageOutput",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "stage",
                    models.CharField(
                        choices=[("LOOK", "看"), ("TALK", "谈"), ("RATE", "评"), ("DELIBERATE", "议")],
                        max_length=12,
                        verbose_name="环节",
                    ),
                ),
                ("text", models.TextField(max_length=1000, verbose_name="这一环节得出什么")),
                ("headcount", models.PositiveSmallIntegerField(verbose_name="参加人数")),
            ],
        ),
        migrations.CreateModel(
            name="Thread",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("opened_at", models.DateTimeField(verbose_name="开始")),
            ],
        ),
        migrations.AddField(
            model_name="attendance",
            name="delegate",
            field=gongjian.accounts.private.PrivateField(blank=True, null=True, verbose_name="代表"),
        ),
        migrations.AddField(
            model_name="attendance",
            name="salt",
            field=models.BinaryField(default=gongjian.accounts.private.new_salt, null=True),
        ),
        migrations.AddField(
            model_name="meeting",
            name="cancel_reason",
            field=models.CharField(blank=True, max_length=200, verbose_name="取消的理由"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="cancelled_at",
            field=models.DateTimeField(null=True, verbose_name="取消"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="chair_post",
            field=models.CharField(blank=True, max_length=60, verbose_name="主持人职务"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="circulated_at",
            field=models.DateTimeField(null=True, verbose_name="纪要送成员看"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="confirmed_at",
            field=models.DateTimeField(null=True, verbose_name="纪要确认"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="convened_at",
            field=models.DateTimeField(null=True, verbose_name="发出通知"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="length_minutes",
            field=models.PositiveSmallIntegerField(default=120, verbose_name="预计多少分钟"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="minutes_number",
            field=models.PositiveSmallIntegerField(null=True, verbose_name="纪要编号"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="object_by_date",
            field=models.DateField(null=True, verbose_name="提意见的期限"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="override_reason",
            field=models.CharField(blank=True, max_length=300, verbose_name="人数不够仍议事的理由"),
        ),
        migrations.AddField(
            model_name="meeting",
            name="seal",
            field=models.OneToOneField(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="meeting", to="ledger.seal"
            ),
        ),
        migrations.AddField(
            model_name="seat",
            name="is_part_time",
            field=models.BooleanField(default=False, verbose_name="兼职委员"),
        ),
        migrations.AlterField(
            model_name="attendance",
            name="state",
            field=models.CharField(
                choices=[("PRESENT", "出席"), ("LEAVE", "请假"), ("ABSENT", "缺席"), ("OBSERVER", "列席")],
                max_length=8,
                verbose_name="到会",
            ),
        ),
        migrations.AlterField(
            model_name="meeting",
            name="kind",
            field=models.CharField(
                choices=[("JOINT", "联席会议"), ("SPECIAL", "专题会议"), ("TALK", "党群恳谈会")],
                max_length=16,
                verbose_name="种类",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("confirmed_at", None),
                    models.Q(("circulated_at__isnull", False), ("held_at__isnull", False)),
                    _connector="OR",
                ),
                name="meeting_confirmed_after_circulated",
            ),
        ),
        migrations.AddConstraint(
            model_name="meeting",
            constraint=models.CheckConstraint(
                condition=models.Q(("held_at", None), ("cancelled_at", None), _connector="OR"),
                name="meeting_held_or_cancelled",
            ),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="items", to="platforms.meeting"
            ),
        ),
        migrations.AddField(
            model_name="agendaitem",
            name="source",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="agenda_items",
                to="ledger.event",
                verbose_name="来源",
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="answers",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replies",
                to="platforms.entry",
                verbose_name="答复哪一条",
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="author",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="registry.organisation"
            ),
        ),
        migrations.AddField(
            model_name="finding",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="findings", to="platforms.meeting"
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="platforms.meeting"
            ),
        ),
        migrations.AddField(
            model_name="invitation",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="invitations", to="registry.organisation"
            ),
        ),
        migrations.AddField(
            model_name="meetingrule",
            name="platform",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="rules", to="platforms.platform"
            ),
        ),
        migrations.AddField(
            model_name="meetingtemplate",
            name="area",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="meeting_templates",
                to="registry.area",
                verbose_name="区域",
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="objections", to="platforms.meeting"
            ),
        ),
        migrations.AddField(
            model_name="objection",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="minutes_objections",
                to="registry.organisation",
            ),
        ),
        migrations.AddField(
            model_name="resolution",
            name="item",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="resolutions", to="platforms.agendaitem"
            ),
        ),
        migrations.AddField(
            model_name="resolution",
            name="owner",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="resolutions",
                to="registry.organisation",
                verbose_name="负责单位",
            ),
        ),
        migrations.AddField(
            model_name="resolution",
            name="review_item",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reviews",
                to="platforms.agendaitem",
                verbose_name="重新上会",
            ),
        ),
        migrations.AddField(
            model_name="resolution",
            name="task",
            field=models.OneToOneField(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="resolution",
                to="tasks.task",
                verbose_name="任务",
            ),
        ),
        migrations.AddField(
            model_name="seatreport",
            name="meeting",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="platforms.meeting"
            ),
        ),
        migrations.AddField(
            model_name="seatreport",
            name="seat",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="reports", to="platforms.seat"
            ),
        ),
        migrations.AddField(
            model_name="stageoutput",
            name="meeting",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="stages", to="platforms.meeting"
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="bodies",
            field=models.ManyToManyField(related_name="threads", to="registry.organisation"),
        ),
        migrations.AddField(
            model_name="thread",
            name="first",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.organisation"
            ),
        ),
        migrations.AddField(
            model_name="thread",
            name="second",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="registry.organisation"
            ),
        ),
        migrations.AddField(
            model_name="entry",
            name="thread",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT, related_name="entries", to="platforms.thread"
            ),
        ),
        migrations.AddConstraint(
            model_name="agendaitem",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at", None)), fields=("meeting", "source"), name="agenda_item_once"
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", "NO_ACTION"), _negated=True),
                    models.Q(("reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="finding_no_action_because",
            ),
        ),
        migrations.AddConstraint(
            model_name="finding",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("outcome", ""), ("settled_at", None)),
                    models.Q(models.Q(("outcome", ""), _negated=True), ("settled_at__isnull", False)),
                    _connector="OR",
                ),
                name="finding_settled_iff_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(fields=("meeting", "organisation"), name="invitation_once"),
        ),
        migrations.AddConstraint(
            model_name="meetingrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("every_months__in", [1, 2, 3, 6, 12])), name="meeting_rule_divides_the_year"
            ),
        ),
        migrations.AddConstraint(
            model_name="meetingrule",
            constraint=models.CheckConstraint(
                condition=models.Q(("majority_bp__lt", 10000), ("quorum_bp__lt", 10000)), name="meeting_rule_shares"
            ),
        ),
        migrations.AddConstraint(
            model_name="resolution",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("is_carried", False), ("due_date__isnull", False), ("review_date__isnull", False), _connector="OR"
                ),
                name="resolution_has_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="resolution",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind", "NOTE"), ("owner__isnull", False), _connector="OR"),
                name="resolution_has_an_owner",
            ),
        ),
        migrations.AddConstraint(
            model_name="seatreport",
            constraint=models.UniqueConstraint(fields=("seat", "year"), name="seat_report_once_a_year"),
        ),
        migrations.AddConstraint(
            model_name="stageoutput",
            constraint=models.UniqueConstraint(fields=("meeting", "stage"), name="stage_output_once"),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.UniqueConstraint(fields=("first", "second"), name="thread_once_a_pair"),
        ),
        migrations.AddConstraint(
            model_name="thread",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("first", None), ("second", None)), ("first__lt", models.F("second")), _connector="OR"
                ),
                name="thread_pair_in_order",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "CONTACT"), models.Q(("channel", ""), _negated=True)),
                    models.Q(("kind", "CONTACT"), _negated=True),
                    _connector="OR",
                ),
                name="entry_contact_has_a_channel",
            ),
        ),
    ]
