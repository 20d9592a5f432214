/* Names in the demo as its readers know them, in both languages. */
#include <string.h>

#include "cli/cli_internal.h"

typedef struct name {
    const char *id, *english, *chinese;
} name;

static const name names[] = {
    {"hengyuan", "Hengyuan", "恒远建材"},
    {"south", "South", "华南团队"},
    {"east", "East", "华东团队"},
    {"north", "North", "华北团队"},
    {"west", "West", "西部团队"},
    {"key-accounts", "Key accounts", "大客户部"},
    {"li-wei", "Li Wei", "李伟"},
    {"chen-jing", "Chen Jing", "陈静"},
    {"huang-lei", "Huang Lei", "黄磊"},
    {"zhang-min", "Zhang Min", "张敏"},
    {"wang-fang", "Wang Fang", "王芳"},
    {"xu-hao", "Xu Hao", "徐浩"},
    {"liu-yang", "Liu Yang", "刘洋"},
    {"zhao-na", "Zhao Na", "赵娜"},
    {"zhou-tao", "Zhou Tao", "周涛"},
    {"wu-jie", "Wu Jie", "吴杰"},
    {"sun-li", "Sun Li", "孙丽"},
    {"he-qiang", "He Qiang", "何强"},
    {"core", "Core", "核心"},
    {"potential", "Potential", "潜力"},
    {"dormant", "Dormant", "待激活"},
    {"new lead", "New lead", "新线索"},
    {"regular", "Regular", "常规"},
    {"Champions", "Champions", "冠军客户"},
    {"Loyal", "Loyal", "忠诚客户"},
    {"Potential Loyalists", "Potential Loyalists", "潜在忠诚"},
    {"New Customers", "New Customers", "新客户"},
    {"Promising", "Promising", "有望客户"},
    {"Need Attention", "Need Attention", "需要关注"},
    {"About To Sleep", "About To Sleep", "即将沉睡"},
    {"Can't Lose Them", "Can't Lose Them", "不可流失"},
    {"At Risk", "At Risk", "流失风险"},
    {"Hibernating", "Hibernating", "沉睡客户"},
};

const char *cli_demo_name(int32_t language, const char *id)
{
    size_t i;

    for (i = 0; i < sizeof names / sizeof *names; i++)
        if (strcmp(names[i].id, id) == 0)
            return language == ATTAIN_LANGUAGE_CHINESE ? names[i].chinese : names[i].english;
    return id;
}

/* A customer's name is one of twenty houses and one of twelve trades; no two customers have both in common. */
void cli_demo_customer_name(int32_t language, int32_t customer, char *out)
{
    static const char *const houses[2][20] = {
        {"Huaxin",  "Jincheng",  "Hongda",   "Dongfang", "Zhongzhou", "Changjiang", "Nanling",
         "Beichen", "Dingsheng", "Tianyuan", "Baichuan", "Shengshi",  "Antai",      "Wanhe",
         "Ruifeng", "Jinxiu",    "Taishan",  "Xincheng", "Haitong",   "Yonggu"},
        {"华信", "金城", "宏达", "东方", "中州", "长江", "南岭", "北辰", "鼎盛", "天元",
         "百川", "盛世", "安泰", "万和", "瑞丰", "锦绣", "泰山", "新城", "海通", "永固"}};
    static const char *const trades[2][12] = {
        {"Construction", "Municipal", "Interiors", "Homes", "Road & Bridge", "Installation", "Concrete",
         "Curtain Walls", "Steelworks", "Landscaping", "Waterproofing", "Trading"},
        {"建设", "市政", "装饰", "置业", "路桥", "安装", "混凝土", "幕墙", "钢构", "园林", "防水", "商贸"}};
    int chinese = language == ATTAIN_LANGUAGE_CHINESE;
    int32_t house = customer % 20, trade = (customer / 20 + house * 5) % 12;

    snprintf(out, CLI_DEMO_NAME_CAPACITY, "%s%s%s", houses[chinese][house], chinese ? "" : " ", trades[chinese][trade]);
}
