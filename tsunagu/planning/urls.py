from django.urls import path

from tsunagu.planning.views import answers, nodes, plans, prints, running, writing

app_name = "planning"
CASE = "cases/<uuid:case_id>/plan/"
urlpatterns = [
    path(CASE, plans.show, name="plan"),
    path(CASE + "new/", plans.begin, name="plan_new"),
    path(CASE + "frame/", plans.edit, name="frame"),
    path(CASE + "interim/", plans.interim, name="interim"),
    path(CASE + "activation/", plans.activate, name="activation"),
    path(CASE + "revision/", plans.revise, name="revision"),
    path(CASE + "versions/", plans.history, name="history"),
    path(CASE + "difference/", plans.compare, name="difference"),
    path(CASE + "meeting/", plans.meeting, name="meeting"),
    path(CASE + "needs/", nodes.need_update, name="needs"),
    path(CASE + "needs/new/", nodes.need_create, name="need_new"),
    path(CASE + "needs/finding/", nodes.need_from_finding, name="need_from_finding"),
    path(CASE + "goals/", nodes.goal_update, name="goals"),
    path(CASE + "goal/", nodes.goal_update, name="goal"),
    path(CASE + "goals/new/", nodes.goal_create, name="goal_new"),
    path(CASE + "goals/strength/", nodes.strength, name="strength"),
    path(CASE + "services/", nodes.line_update, name="services"),
    path(CASE + "services/new/", nodes.line_create, name="service_new"),
    path(CASE + "services/unmet/", nodes.unmet_create, name="unmet_new"),
    path(CASE + "services/<slug:step>/", running.step, name="step"),
    path(CASE + "removal/", nodes.drop, name="removal"),
    path(CASE + "order/", nodes.move, name="order"),
    path(CASE + "wishes/", writing.wishes, name="wishes"),
    path(CASE + "participation/", writing.wishes, name="participation"),
    path(CASE + "section/", writing.section, name="section"),
    path(CASE + "options/", writing.options, name="options"),
    path(CASE + "options/new/", writing.options_create, name="options_new"),
    path(CASE + "barriers/new/", writing.barrier_create, name="barrier_new"),
    path(CASE + "barriers/resolution/", writing.barrier_resolve, name="barrier_resolution"),
    path(CASE + "agreement/", answers.agreement, name="agreement"),
    path(CASE + "copies/", answers.copy_given, name="copies"),
    path(CASE + "review/", answers.review, name="review"),
    path(CASE + "annotations/", answers.annotate, name="annotation"),
    path(CASE + "week/", prints.week, name="week"),
    path(CASE + "print/", prints.plan, name="print"),
    path(CASE + "print/parties/", prints.todo, name="parties"),
]
