/* Words for column and value names, in the languages a table can be written in. */
#include <string.h>

#include "table/table_internal.h"

/* Sorted by the bytes of the name. */
static const attain__label labels[] = {
    {"accelerator", "Accelerator", "加速"},
    {"action_plan", "Action plan", "改进计划"},
    {"actual", "Actual", "实际"},
    {"amber", "Amber", "黄灯"},
    {"amount", "Amount", "金额"},
    {"attainment", "Attainment", "完成率"},
    {"basis", "Basis", "计提基数"},
    {"bin", "Bin", "分箱"},
    {"bins", "Bins", "分箱数"},
    {"bound", "Bound", "边界"},
    {"cap", "Cap", "上限"},
    {"churn", "Churn", "流失"},
    {"class", "Class", "ABC类"},
    {"clawback", "Clawback", "追回"},
    {"cohort", "Cohort", "群组"},
    {"commission", "Commission", "提成"},
    {"company", "Company", "企业"},
    {"component", "Component", "提成项"},
    {"conversion", "Conversion rate", "转化率"},
    {"credit", "Credit", "业绩归属"},
    {"cumulative", "Cumulative share", "累计占比"},
    {"curve", "Curve", "计分曲线"},
    {"customer", "Customer", "客户"},
    {"customers", "Customers", "客户数"},
    {"cut", "Cut", "切点"},
    {"date", "Date", "日期"},
    {"day", "Day", "日"},
    {"dead-rule", "Rule that never wins", "失效规则"},
    {"deal", "Deal", "成交单"},
    {"deals", "Deals", "成交数"},
    {"detail", "Detail", "说明"},
    {"dimension", "Dimension", "维度"},
    {"draw", "Draw", "预支"},
    {"exact", "Exact", "精确值"},
    {"f", "F", "F分"},
    {"f_hi", "F to", "F分上限"},
    {"f_lo", "F from", "F分下限"},
    {"finding", "Finding", "检查结果"},
    {"floor", "Floor", "下限"},
    {"frequency", "Frequency", "频率"},
    {"frequency_hi", "Frequency to", "频率上限"},
    {"frequency_lo", "Frequency from", "频率下限"},
    {"from", "From", "起点"},
    {"gap", "Gap", "差额"},
    {"gate", "Gate", "门槛"},
    {"grade", "Grade", "等级"},
    {"green", "Green", "绿灯"},
    {"growth", "Growth", "增长率"},
    {"half", "Half-year", "半年"},
    {"high", "High", "上界"},
    {"high_inclusive", "High included", "含上界"},
    {"holdback", "Holdback", "留存"},
    {"index", "Index", "序号"},
    {"indicator", "Indicator", "指标"},
    {"item", "Item", "项目"},
    {"item_share", "Share of items", "数量占比"},
    {"items", "Items", "项目数"},
    {"key_result", "Key result", "关键结果"},
    {"lead", "Lead", "线索"},
    {"level", "Level", "层级"},
    {"light", "Light", "红黄绿灯"},
    {"limit", "Limit", "界限"},
    {"lock", "Lock", "锁定"},
    {"low", "Low", "下界"},
    {"low_inclusive", "Low included", "含下界"},
    {"m", "M", "M分"},
    {"m_hi", "M to", "M分上限"},
    {"m_lo", "M from", "M分下限"},
    {"monetary", "Monetary", "金额"},
    {"monetary_hi", "Monetary to", "金额上限"},
    {"monetary_lo", "Monetary from", "金额下限"},
    {"month", "Month", "月份"},
    {"node", "Node", "节点"},
    {"objective", "Objective", "目标"},
    {"of", "Split amount", "被拆金额"},
    {"order", "Order", "订单"},
    {"orders", "Orders", "订单数"},
    {"over_assignment", "Over-assignment", "加码"},
    {"parent", "Parent", "上级"},
    {"payee", "Payee", "提成对象"},
    {"period", "Period", "期间"},
    {"person", "Person", "个人"},
    {"plan", "Plan", "方案"},
    {"pool", "Pool", "奖金池"},
    {"previous", "Previous", "上期"},
    {"prior", "Accumulated before", "此前累计"},
    {"product", "Units × rate", "数量×比例"},
    {"quarter", "Quarter", "季度"},
    {"r", "R", "R分"},
    {"r_hi", "R to", "R分上限"},
    {"r_lo", "R from", "R分下限"},
    {"ramp", "Ramp", "爬坡"},
    {"rank", "Rank", "名次"},
    {"rate", "Rate", "比例"},
    {"rater_group", "Rater group", "评价群体"},
    {"re-rate", "Re-rating", "重算"},
    {"recency", "Recency (days)", "最近购买(天)"},
    {"recency_hi", "Recency to", "最近购买上限"},
    {"recency_lo", "Recency from", "最近购买下限"},
    {"red", "Red", "红灯"},
    {"residue", "Rounding residue", "舍入余额"},
    {"retention", "Retention", "留存率"},
    {"rule", "Rule", "规则"},
    {"run_rate", "Run rate", "进度"},
    {"score", "Score", "得分"},
    {"season", "Season", "季节性"},
    {"segment", "Segment", "分层"},
    {"share", "Share", "占比"},
    {"shared", "Shared amount", "分摊金额"},
    {"spiff", "SPIFF", "专项奖"},
    {"split", "Split", "拆分"},
    {"stage", "Stage", "阶段"},
    {"step", "Step", "步骤"},
    {"streak", "Streak", "连续未达标"},
    {"target", "Target", "目标"},
    {"team", "Team", "团队"},
    {"tier", "Tier", "阶梯"},
    {"to", "To", "终点"},
    {"total", "Total", "合计"},
    {"true_up", "True-up", "补差"},
    {"uncovered", "Uncovered", "未覆盖"},
    {"units", "Units", "计提数量"},
    {"value", "Value", "价值"},
    {"value_share", "Share of value", "价值占比"},
    {"variance", "Variance", "差异"},
    {"velocity", "Velocity", "周期"},
    {"week", "Week", "周"},
    {"weight", "Weight", "权重"},
    {"weights", "Sum of weights", "权重合计"},
    {"win_back", "Win-back", "挽回"},
    {"year", "Year", "年度"},
};

const attain__label *attain__labels(size_t *count)
{
    *count = sizeof labels / sizeof labels[0];
    return labels;
}

static const attain__label *find(const char *name, size_t length)
{
    size_t low = 0, high = sizeof labels / sizeof labels[0];

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = attain__text_compare(name, length, labels[middle].name, strlen(labels[middle].name));

        if (order == 0)
            return &labels[middle];
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return NULL;
}

const char *attain_label(int32_t language, const char *name, size_t name_length)
{
    const attain__label *found = name == NULL ? NULL : find(name, name_length);

    if (found == NULL)
        return NULL;
    if (language == ATTAIN_LANGUAGE_ENGLISH)
        return found->english;
    return language == ATTAIN_LANGUAGE_CHINESE ? found->chinese : NULL;
}
