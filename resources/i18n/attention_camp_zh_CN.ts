<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Attention Camp</source>
        <translation>关于 Attention Camp</translation>
    </message>
    <message>
        <source>Trains attention in a closed loop of tasks and live EEG.</source>
        <translation>以任务和实时脑电的闭环训练注意力。</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Show log</source>
        <translation>显示日志</translation>
    </message>
    <message>
        <source>Show recordings</source>
        <translation>显示记录</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>版本</translation>
    </message>
    <message>
        <source>Licence</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Made with</source>
        <translation>所用软件包</translation>
    </message>
    <message>
        <source>Recordings go to</source>
        <translation>记录保存到</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
</context>
<context>
    <name>AccountsCard</name>
    <message>
        <source>Accounts and roles</source>
        <translation>账户与角色</translation>
    </message>
    <message>
        <source>Acco&amp;unt</source>
        <translation>账户(&amp;U)</translation>
    </message>
    <message>
        <source>R&amp;ole</source>
        <translation>角色(&amp;O)</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>密码短语</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>再输入一次</translation>
    </message>
    <message>
        <source>Keep the account</source>
        <translation>保存账户</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>删除账户</translation>
    </message>
    <message>
        <source>Roles are on: who opens the program signs in. They are off again when the last account is removed.</source>
        <translation>角色已启用：打开程序者须先登录。删除最后一个账户后，角色即停用。</translation>
    </message>
    <message>
        <source>Roles are off: whoever uses this computer may do everything. The first account, a researcher&apos;s, turns them on.</source>
        <translation>角色未启用：使用本机者可进行任何操作。添加第一个账户（研究人员）即启用角色。</translation>
    </message>
    <message>
        <source>The two passphrases differ. Type both.</source>
        <translation>两次输入的密码短语不同。请都重新输入。</translation>
    </message>
    <message>
        <source>{name} may sign in now.</source>
        <translation>{name} 现在可以登录。</translation>
    </message>
    <message>
        <source>The account was removed.</source>
        <translation>账户已删除。</translation>
    </message>
</context>
<context>
    <name>Actions</name>
    <message>
        <source>&amp;File</source>
        <translation>文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Session</source>
        <translation>会话(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Go</source>
        <translation>前往(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>帮助(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;New session</source>
        <translation>新建会话(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Review a session folder…</source>
        <translation>查看会话文件夹(&amp;R)…</translation>
    </message>
    <message>
        <source>Choose the &amp;dataset folder…</source>
        <translation>选择数据集文件夹(&amp;D)…</translation>
    </message>
    <message>
        <source>Sign &amp;out</source>
        <translation>退出登录(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Quit</source>
        <translation>退出(&amp;Q)</translation>
    </message>
    <message>
        <source>&amp;Pause</source>
        <translation>暂停(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Resume</source>
        <translation>继续(&amp;R)</translation>
    </message>
    <message>
        <source>Write a n&amp;ote</source>
        <translation>写备注(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;End session…</source>
        <translation>结束会话(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Home</source>
        <translation>首页(&amp;H)</translation>
    </message>
    <message>
        <source>Peop&amp;le</source>
        <translation>人员(&amp;L)</translation>
    </message>
    <message>
        <source>&amp;Monitor</source>
        <translation>监控(&amp;M)</translation>
    </message>
    <message>
        <source>&amp;Sessions</source>
        <translation>会话列表(&amp;S)</translation>
    </message>
    <message>
        <source>Session &amp;viewer</source>
        <translation>会话查看器(&amp;V)</translation>
    </message>
    <message>
        <source>S&amp;tudy</source>
        <translation>研究(&amp;T)</translation>
    </message>
    <message>
        <source>This &amp;PC</source>
        <translation>本机(&amp;P)</translation>
    </message>
    <message>
        <source>S&amp;ettings</source>
        <translation>设置(&amp;E)</translation>
    </message>
    <message>
        <source>Write a protoc&amp;ol</source>
        <translation>编写方案(&amp;O)</translation>
    </message>
    <message>
        <source>Write a study &amp;file</source>
        <translation>编写研究文件(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Rehearse a study</source>
        <translation>预演研究(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Calibration report</source>
        <translation>校准报告(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;About Attention Camp</source>
        <translation>关于 Attention Camp(&amp;A)</translation>
    </message>
</context>
<context>
    <name>AnalysisCard</name>
    <message>
        <source>Statistics</source>
        <translation>统计</translation>
    </message>
    <message>
        <source>Compares sessions of the types pre and post: within people, and between arms. Each result says what it does not show.</source>
        <translation>比较训练前（pre）与训练后（post）的会话：个体内比较与组间比较。每项结果都说明它不能说明什么。</translation>
    </message>
    <message>
        <source>Analyse all sessions</source>
        <translation>分析全部会话</translation>
    </message>
    <message>
        <source>Only {n:session chosen in the list is|sessions chosen in the list are} analysed.</source>
        <translation>仅分析在列表中选择的 {n} 个会话。</translation>
    </message>
    <message>
        <source>Primary outcome</source>
        <translation>主要结局</translation>
    </message>
    <message>
        <source>All scores (exploratory)</source>
        <translation>全部得分（探索性）</translation>
    </message>
    <message>
        <source>Pool the arms</source>
        <translation>合并各组</translation>
    </message>
    <message>
        <source>No test by arm is made. A locked study is pooled until unblinding.</source>
        <translation>不做组间检验。已锁定的研究在揭盲前始终合并各组。</translation>
    </message>
    <message>
        <source>Analysing</source>
        <translation>正在分析</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Save report…</source>
        <translation>保存报告…</translation>
    </message>
    <message>
        <source>Analyse</source>
        <translation>分析</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Cancelled; nothing was changed.</source>
        <translation>已取消；未作任何更改。</translation>
    </message>
    <message>
        <source>{n:test was|tests were} not made; the report says why.</source>
        <translation>有 {n} 项检验未做；原因见报告。</translation>
    </message>
    <message>
        <source>The data propose {n:change|changes} of the protocols.</source>
        <translation>根据数据，建议对方案作 {n} 处修改。</translation>
    </message>
    <message>
        <source>{n:test was|tests were} made.</source>
        <translation>已做 {n} 项检验。</translation>
    </message>
    <message>
        <source>Interim analysis: {alpha} of the study&apos;s alpha is spent. Only the primary outcome&apos;s test below it may end the study.</source>
        <translation>期中分析：已消耗研究 α 中的 {alpha}。仅当主要结局的检验低于该值时，研究方可提前结束。</translation>
    </message>
    <message>
        <source>The arms are pooled: the study is blinded.</source>
        <translation>各组已合并：研究处于盲态。</translation>
    </message>
    <message>
        <source>Choose an empty folder for the report</source>
        <translation>为报告选择一个空文件夹</translation>
    </message>
    <message>
        <source>The report is {file}</source>
        <translation>报告位于 {file}</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>打开报告</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>打开文件夹</translation>
    </message>
</context>
<context>
    <name>AnnotationDialog</name>
    <message>
        <source>&amp;Description</source>
        <translation>描述(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Onset</source>
        <translation>起始(&amp;O)</translation>
    </message>
    <message>
        <source>D&amp;uration</source>
        <translation>时长(&amp;U)</translation>
    </message>
    <message>
        <source>What begins with BAD is left out of epochs, here and in MNE. Annotations are kept beside the recording, with your name and the time; the recording itself is not changed.</source>
        <translation>以 BAD 开头的部分不进入分段，在这里和 MNE 中都是如此。标注连同您的姓名和时间保存在记录之外；记录本身不会改动。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>AnnotationPanel</name>
    <message>
        <source>Search annotations</source>
        <translation>搜索标注</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>添加…</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>{shown} of {n}</source>
        <translation>{shown} / {n}</translation>
    </message>
</context>
<context>
    <name>Annotations</name>
    <message>
        <source>Onset</source>
        <translation>起始</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>描述</translation>
    </message>
    <message>
        <source>By</source>
        <translation>作者</translation>
    </message>
    <message>
        <source>session</source>
        <translation>会话</translation>
    </message>
</context>
<context>
    <name>Arms</name>
    <message>
        <source>Closed loop</source>
        <translation>闭环</translation>
    </message>
    <message>
        <source>Performance and engagement choose the difficulty, once the score has earned it in the calibration.</source>
        <translation>由表现和投入度共同决定难度，前提是投入度得分通过了校准。</translation>
    </message>
    <message>
        <source>Performance only</source>
        <translation>仅按表现</translation>
    </message>
    <message>
        <source>Performance alone chooses the difficulty. The EEG is recorded and scored.</source>
        <translation>仅由表现决定难度。脑电照常记录并计算得分。</translation>
    </message>
    <message>
        <source>Sham</source>
        <translation>伪反馈对照（sham）</translation>
    </message>
    <message>
        <source>The difficulty follows a score that is not the participant&apos;s own. The screen looks the same.</source>
        <translation>难度跟随并非该参与者本人的得分。屏幕显示完全相同。</translation>
    </message>
    <message>
        <source>Yoked</source>
        <translation>配对（yoked）</translation>
    </message>
    <message>
        <source>The difficulty follows the scores that another participant received, block for block. The screen looks the same.</source>
        <translation>难度逐个组块地跟随另一位参与者收到的得分。屏幕显示完全相同。</translation>
    </message>
</context>
<context>
    <name>BlockForm</name>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>{form}, as published</source>
        <translation>{form}（按发表的形式）</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>形式</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>rest</source>
        <translation>静息</translation>
    </message>
    <message>
        <source>engaged</source>
        <translation>投入</translation>
    </message>
    <message>
        <source>passive</source>
        <translation>被动观看</translation>
    </message>
    <message>
        <source>Asked to be</source>
        <translation>要求参与者</translation>
    </message>
    <message>
        <source>Trials</source>
        <translation>试次</translation>
    </message>
    <message>
        <source>First level</source>
        <translation>起始等级</translation>
    </message>
    <message>
        <source>Options of the task</source>
        <translation>任务选项</translation>
    </message>
    <message>
        <source>Difficulty</source>
        <translation>难度</translation>
    </message>
    <message>
        <source>Rule</source>
        <translation>规则</translation>
    </message>
    <message>
        <source>Around the trials</source>
        <translation>试次前后</translation>
    </message>
    <message>
        <source>Practice trials</source>
        <translation>练习试次</translation>
    </message>
    <message>
        <source>Break after it, s</source>
        <translation>之后的休息（秒）</translation>
    </message>
    <message>
        <source>Trials to a probe</source>
        <translation>平均每隔几个试次探查</translation>
    </message>
    <message>
        <source>Instructions first</source>
        <translation>先显示说明</translation>
    </message>
    <message>
        <source>A sign after each trial</source>
        <translation>每个试次后给出提示</translation>
    </message>
    <message>
        <source>A circle that follows attention</source>
        <translation>随注意力变化的圆</translation>
    </message>
    <message>
        <source>Wait for the gaze (eye tracker)</source>
        <translation>等待注视（需要眼动仪）</translation>
    </message>
    <message>
        <source>Each trial waits until the gaze rests on the cross.</source>
        <translation>每个试次都等注视停在十字上再开始。</translation>
    </message>
    <message>
        <source>Gaze within, °</source>
        <translation>最大偏离（°）</translation>
    </message>
    <message>
        <source>For at least, s</source>
        <translation>至少停留（秒）</translation>
    </message>
    <message>
        <source>Wait at most, s</source>
        <translation>最多等待（秒）</translation>
    </message>
</context>
<context>
    <name>Calibration</name>
    <message>
        <source>chance (shuffled labels)</source>
        <translation>随机水平（打乱标签）</translation>
    </message>
    <message>
        <source>time on task</source>
        <translation>任务持续时间（time-on-task）</translation>
    </message>
    <message>
        <source>signal amplitude</source>
        <translation>信号幅度</translation>
    </message>
    <message>
        <source>muscle, 30–45 Hz</source>
        <translation>肌电，30–45 Hz</translation>
    </message>
    <message>
        <source>eyes, 1–4 Hz in front</source>
        <translation>眼动（前额，1–4 Hz）</translation>
    </message>
    <message>
        <source>theta/alpha ratio</source>
        <translation>θ/α 比</translation>
    </message>
    <message>
        <source>theta/beta ratio</source>
        <translation>θ/β 比</translation>
    </message>
    <message>
        <source>band power</source>
        <translation>频带功率</translation>
    </message>
    <message>
        <source>Riemannian tangent space</source>
        <translation>黎曼切空间</translation>
    </message>
    <message>
        <source>It says that this score told this person&apos;s task from their rest, today, with this headset as it sits. It does not say how attentive the person is.</source>
        <translation>它只说明：今天，以脑电设备目前的佩戴状态，该得分能区分此人的任务与静息。它并不说明此人有多专注。</translation>
    </message>
    <message>
        <source>The score is a state over tens of seconds. It does not detect single lapses.</source>
        <translation>得分反映的是数十秒内的状态，不能检测单次走神。</translation>
    </message>
    <message>
        <source>there is no earlier session to compare today&apos;s rest with</source>
        <translation>没有更早的会话可与今天的静息比较</translation>
    </message>
    <message>
        <source>too little rest on shared electrodes to compare it</source>
        <translation>共有电极上的静息数据太少，无法比较</translation>
    </message>
    <message>
        <source>● stable: today&apos;s rest is like theirs ({distance}, limit {stable}; {n} of them)</source>
        <translation>● 稳定：今天的静息与之相似（{distance}，限值 {stable}；共 {n} 次）</translation>
    </message>
    <message>
        <source>▲ shifted: today&apos;s rest differs more than within a session ({distance}, limit {stable}; {n} of them); they count for half</source>
        <translation>▲ 有偏移：今天的静息差异大于一次会话之内（{distance}，限值 {stable}；共 {n} 次）；以往会话减半计入</translation>
    </message>
    <message>
        <source>▲ as far as another person&apos;s ({distance}, limit {strange}; {n} of them), so they are left out: check how the headset sits, and the participant&apos;s label</source>
        <translation>▲ 差异大如他人（{distance}，限值 {strange}；共 {n} 次），因此不计入以往会话：请检查脑电设备的佩戴和参与者编号</translation>
    </message>
    <message>
        <source>May steer: the score tells task from rest, and no control does it better.</source>
        <translation>可以参与调节：得分能区分任务与静息，且没有任何对照优于它。</translation>
    </message>
    <message>
        <source>Not steering: the blocks of rest and task have {n:distinct order|distinct orders}, and at least {least} are needed to tell a score from chance: three blocks of either. Difficulty follows performance alone.</source>
        <translation>仅观察：静息与任务组块只有 {n} 种不同的排列，要把得分与随机水平区分开至少需要 {least} 种，即两者各三个组块。难度仅按表现变化。</translation>
    </message>
    <message>
        <source>Not steering: too little clean EEG for a verdict ({rest:window|windows} of rest and {task} of task; at least {chunks} stretches of each are needed). Difficulty follows performance alone.</source>
        <translation>仅观察：干净的脑电太少，无法判定（静息时间窗 {rest} 个，任务时间窗 {task} 个；两者各至少需要 {chunks} 段）。难度仅按表现变化。</translation>
    </message>
    <message>
        <source>{blocks:block|blocks}, rest and task changing {turns:time|times}. Stretches of {seconds} s stay together; one of rest and one of task is left out while the model is fitted to the others, until each was left out once. Only what was left out is judged.</source>
        <translation>共 {blocks} 个组块，静息与任务交替 {turns} 次。{seconds} 秒的片段不拆分；每次留出静息和任务各一段，用其余片段拟合模型，直到每段都留出过一次。只评判留出的数据。</translation>
    </message>
    <message>
        <source>{blocks:block|blocks}, rest and task changing {turns:time|times}. One block of rest and one of task is left out while the model is fitted to the others, until each was left out once. Only what was left out is judged.</source>
        <translation>共 {blocks} 个组块，静息与任务交替 {turns} 次。每次留出静息和任务各一整个组块，用其余组块拟合模型，直到每个组块都留出过一次。只评判留出的数据。</translation>
    </message>
    <message>
        <source>used: {n:more number|more numbers}, one for each direction in which people differ; on blocks left out this saved {gain} bits a window</source>
        <translation>已采用：另加 {n} 个数，每个对应人与人之间差异的一个方向；在留出的组块上，每个时间窗节省 {gain} 比特</translation>
    </message>
    <message>
        <source>{share} of {n:distinct order|distinct orders} of whole blocks do as well (at most 5 % may)</source>
        <translation>整个组块的 {n} 种不同排列中有 {share} 能达到同样水平（上限 5%）</translation>
    </message>
    <message>
        <source>{n:independent one|independent ones}: windows that follow one another are alike</source>
        <translation>相当于 {n} 个独立的时间窗：相邻的时间窗彼此相似</translation>
    </message>
    <message>
        <source>engagement index β/(α+θ) (Pope)</source>
        <translation>投入度指数 β/(α+θ)（Pope）</translation>
    </message>
    <message>
        <source>head movement (accelerometer)</source>
        <translation>头部移动（加速度计）</translation>
    </message>
    <message>
        <source>head rotation (gyroscope)</source>
        <translation>头部转动（陀螺仪）</translation>
    </message>
    <message>
        <source>pulse rate</source>
        <translation>脉率</translation>
    </message>
    <message>
        <source>linear attention model</source>
        <translation>线性注意力模型</translation>
    </message>
    <message>
        <source>“Not steering” is no verdict on the participant: a few minutes of noisy EEG often cannot show more. The session goes on with performance alone.</source>
        <translation>“仅观察”不是对参与者的评判：几分钟带噪声的脑电往往说明不了更多。会话仅按表现继续。</translation>
    </message>
    <message>
        <source>It holds for this run. The next session is calibrated anew, or goes on with this score if a check allows it.</source>
        <translation>结论仅对本轮有效。下次会话会重新校准；若核对通过，则沿用这一得分。</translation>
    </message>
    <message>
        <source>Not steering: the score does not beat {controls}. Difficulty follows performance alone.</source>
        <translation>仅观察：得分未能优于：{controls}。难度仅按表现变化。</translation>
    </message>
    <message>
        <source>Not steering: rest and task did not take turns, so that the clock alone could tell them apart. Difficulty follows performance alone.</source>
        <translation>仅观察：静息与任务没有交替，仅凭时间就能把二者分开。难度仅按表现变化。</translation>
    </message>
    <message>
        <source>{these} and {last}</source>
        <translation>{these}和{last}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
    <message>
        <source>{rest} of rest, {task} of task, {seconds} s each</source>
        <translation>静息 {rest} 个，任务 {task} 个，每个 {seconds} 秒</translation>
    </message>
    <message>
        <source>Windows</source>
        <translation>时间窗</translation>
    </message>
    <message>
        <source>Left out in turn</source>
        <translation>交叉验证（逐段留出）</translation>
    </message>
    <message>
        <source>Own directions</source>
        <translation>个人方向</translation>
    </message>
    <message>
        <source>Pupil as a second signal</source>
        <translation>瞳孔作为第二信号</translation>
    </message>
    <message>
        <source>Gaze</source>
        <translation>注视</translation>
    </message>
    <message>
        <source>Earlier sessions</source>
        <translation>以往会话</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Its hash</source>
        <translation>模型哈希</translation>
    </message>
    <message>
        <source>Personal weights kept</source>
        <translation>保存的个人权重</translation>
    </message>
    <message>
        <source>not used: on blocks left out they cost {gain} bits a window</source>
        <translation>未采用：在留出的组块上，每个时间窗反而多出 {gain} 比特</translation>
    </message>
    <message>
        <source>not looked at: that takes at least {n} blocks each of rest and of task</source>
        <translation>未考察：静息和任务各需至少 {n} 个组块</translation>
    </message>
    <message>
        <source>Shuffled labels</source>
        <translation>打乱标签</translation>
    </message>
    <message>
        <source>{share} of them do as well (at most 5 % may)</source>
        <translation>其中 {share} 能达到同样水平（上限 5%）</translation>
    </message>
    <message>
        <source>Other orders of the blocks</source>
        <translation>组块的其他排列</translation>
    </message>
    <message>
        <source>The windows are worth</source>
        <translation>时间窗的有效数量</translation>
    </message>
    <message>
        <source>not known: there was no stretch in which the displays were only seen</source>
        <translation>未知：没有只看画面而不搜索的阶段</translation>
    </message>
    <message>
        <source>told from seeing the same displays and pressing keys: AUC {auc} [{low}, {high}]</source>
        <translation>能与只看相同画面并按键区分开：AUC {auc} [{low}, {high}]</translation>
    </message>
    <message>
        <source>not told from seeing the same displays and pressing keys: AUC {auc} [{low}, {high}]; the score may follow displays and keys</source>
        <translation>不能与只看相同画面并按键区分开：AUC {auc} [{low}, {high}]；得分可能只是反映画面和按键</translation>
    </message>
    <message>
        <source>Attending</source>
        <translation>专注</translation>
    </message>
    <message>
        <source>Smallest effect</source>
        <translation>最小可检测效应</translation>
    </message>
    <message>
        <source>below an AUC of {auc} these data could not have told it from chance</source>
        <translation>AUC 低于 {auc} 时，这些数据无法将其与随机水平区分</translation>
    </message>
    <message>
        <source>Calibration error</source>
        <translation>校准误差</translation>
    </message>
    <message>
        <source>{error}, the mean distance to the diagonal</source>
        <translation>{error}，与对角线的平均距离</translation>
    </message>
    <message>
        <source>Personal fit</source>
        <translation>个人拟合</translation>
    </message>
    <message>
        <source>logit × {slope} {sign} {shift}, after own rest</source>
        <translation>logit × {slope} {sign} {shift}，以本人静息为基准</translation>
    </message>
    <message>
        <source>May steer: the score of an earlier session, unchanged and on the same scale, still tells task from rest. Nothing was fitted anew.</source>
        <translation>可参与调节：先前会话的得分未作改动、标尺相同，今天仍能区分任务与静息。没有重新拟合。</translation>
    </message>
    <message>
        <source>The score of an earlier session does not hold today; the calibration goes on in full, and its report then stands here.</source>
        <translation>先前会话的得分今天不再有效；校准会完整进行，其报告随后显示在这里。</translation>
    </message>
    <message>
        <source>too little clean EEG: at least {n} windows of each</source>
        <translation>干净的脑电太少：两者各至少需要 {n} 个时间窗</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>AUC {auc}; at least {least} is needed, the lower end of its earlier interval</source>
        <translation>AUC {auc}；至少需要 {least}，即先前区间的下限</translation>
    </message>
    <message>
        <source>{loss} bits a window; 1 is chance</source>
        <translation>每个时间窗 {loss} 比特；1 为随机水平</translation>
    </message>
    <message>
        <source>Task from rest</source>
        <translation>区分任务与静息</translation>
    </message>
    <message>
        <source>Scale</source>
        <translation>标尺</translation>
    </message>
    <message>
        <source>● used: it saved {gain} bits a window on blocks left out (at least {low}); AUC {both} with it, {alone} without</source>
        <translation>● 已使用：在留出的组块上每个时间窗节省 {gain} 比特（至少 {low}）；使用时 AUC 为 {both}，不使用时为 {alone}</translation>
    </message>
    <message>
        <source>not used: what it saved, {gain} bits a window (at least {low}), is no clear gain; AUC {both} with it, {alone} without</source>
        <translation>未使用：每个时间窗节省 {gain} 比特（至少 {low}），增益不明确；使用时 AUC 为 {both}，不使用时为 {alone}</translation>
    </message>
    <message>
        <source>not used: the pupil was seen in {n:window|windows} only</source>
        <translation>未使用：只有 {n} 个时间窗中检测到瞳孔</translation>
    </message>
    <message>
        <source>no gaze in {n:trial|trials} that waited for it</source>
        <translation>{n} 个等待注视的试次中没有注视数据</translation>
    </message>
    <message>
        <source>{offset} from the cross ({first} at first, {last} at last); {fixated} of {n:trial|trials} fixated</source>
        <translation>距十字 {offset}（开始时 {first}，最后 {last}）；{n} 个试次中有 {fixated} 个注视</translation>
    </message>
    <message>
        <source>not used: the EEG&apos;s own score may not steer</source>
        <translation>未使用：脑电自身的得分不允许调节难度</translation>
    </message>
    <message>
        <source>not used: with it, the score does not beat its controls</source>
        <translation>未使用：加入瞳孔后，得分没有胜过其对照</translation>
    </message>
    <message>
        <source>▲ {text}: calibrate the eye tracker again</source>
        <translation>▲ {text}：请重新校准眼动仪</translation>
    </message>
</context>
<context>
    <name>CalibrationPage</name>
    <message>
        <source>Whether the score may act on the difficulty in this run, and what that was decided from.</source>
        <translation>本轮中得分能否影响难度，以及依据是什么。</translation>
    </message>
    <message>
        <source>Calibration report</source>
        <translation>校准报告</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Open in viewer</source>
        <translation>在查看器中打开</translation>
    </message>
    <message>
        <source>The score beside what it has to beat</source>
        <translation>得分与它必须超过的对照</translation>
    </message>
    <message>
        <source>◆ the score and ● each control alone, by the same cross-validation, with 95 % intervals over stretches. The bar is how far 19 of 20 shuffles of the labels come.</source>
        <translation>◆ 为得分，● 为每项对照单独按同样的交叉验证所得，均附按片段计算的 95% 区间。横条表示 20 次打乱标签中有 19 次所能达到的范围。</translation>
    </message>
    <message>
        <source>Calibration curve</source>
        <translation>校准曲线</translation>
    </message>
    <message>
        <source>Held-out windows in fifths of their score, with 95 % intervals. On the dashed line, a score of 0.7 is task seven times in ten.</source>
        <translation>留出的时间窗按得分分为五档，附 95% 区间。落在虚线上时，得分 0.7 表示十次中有七次是任务。</translation>
    </message>
    <message>
        <source>What this rests on</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>What it does not mean</source>
        <translation>它不意味着什么</translation>
    </message>
    <message>
        <source>Choose a session in “Sessions”; its calibration is then shown here.</source>
        <translation>请在“会话列表”中选择一个会话，这里会显示它的校准。</translation>
    </message>
    <message>
        <source>All sessions</source>
        <translation>全部会话</translation>
    </message>
    <message>
        <source>This run has not been calibrated. The report stands here once its calibration blocks are over; until then the score only watches.</source>
        <translation>本轮尚未校准。校准组块结束后，报告会显示在这里；在此之前得分仅作观察。</translation>
    </message>
</context>
<context>
    <name>ChannelPicker</name>
    <message>
        <source>Channels</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>First only</source>
        <translation>仅第一个</translation>
    </message>
</context>
<context>
    <name>ClassPageCard</name>
    <message>
        <source>Class page</source>
        <translation>班级页面</translation>
    </message>
    <message>
        <source>A teacher or therapist sees many sessions on one page: who is at work, how good the signal is, who calls. No EEG, score or answer leaves this computer, and sessions go on where the page cannot be reached.</source>
        <translation>教师或治疗师可在一个页面上查看多个会话：谁在进行、信号质量如何、谁在呼叫。脑电、得分和作答均不会离开本机；页面无法连接时，会话照常进行。</translation>
    </message>
    <message>
        <source>Announce sessions to the class page</source>
        <translation>向班级页面通报会话</translation>
    </message>
    <message>
        <source>Address of the page</source>
        <translation>页面地址</translation>
    </message>
    <message>
        <source>Code for learners&apos; computers</source>
        <translation>学员电脑配对码</translation>
    </message>
    <message>
        <source>Pair</source>
        <translation>配对</translation>
    </message>
    <message>
        <source>Forget the page</source>
        <translation>取消配对</translation>
    </message>
    <message>
        <source>Not paired with a page.</source>
        <translation>尚未与任何页面配对。</translation>
    </message>
    <message>
        <source>● Paired with {url}</source>
        <translation>● 已与 {url} 配对</translation>
    </message>
    <message>
        <source>Asking the page…</source>
        <translation>正在联系页面…</translation>
    </message>
</context>
<context>
    <name>Comparison</name>
    <message>
        <source>{name} ({scale})</source>
        <translation>{name}（{scale}）</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Reaction, ms</source>
        <translation>反应时（ms）</translation>
    </message>
    <message>
        <source>Engagement</source>
        <translation>投入度</translation>
    </message>
    <message>
        <source>Trial</source>
        <translation>试次</translation>
    </message>
</context>
<context>
    <name>ConsentCard</name>
    <message>
        <source>Language of the form</source>
        <translation>同意书的语言</translation>
    </message>
    <message>
        <source>Form &amp;in</source>
        <translation>同意书语言(&amp;I)</translation>
    </message>
    <message>
        <source>(needed)</source>
        <translation>（必选）</translation>
    </message>
</context>
<context>
    <name>CoursePanel</name>
    <message>
        <source>Whether the score steers</source>
        <translation>得分是否参与调节</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Calibration report</source>
        <translation>校准报告</translation>
    </message>
    <message>
        <source>What the calibration found</source>
        <translation>校准得到的结果</translation>
    </message>
    <message>
        <source>Blinded</source>
        <translation>盲态</translation>
    </message>
    <message>
        <source>Block {block}, {task}: {n:trial|trials}, level {level} on average, {share} correct</source>
        <translation>组块 {block}，{task}：{n} 个试次，平均等级 {level}，正确率 {share}</translation>
    </message>
</context>
<context>
    <name>Curtain</name>
    <message>
        <source>The session is over</source>
        <translation>会话已结束</translation>
    </message>
    <message>
        <source>Researcher: show the session  Ctrl+Return</source>
        <translation>研究人员：显示会话  Ctrl+Return</translation>
    </message>
</context>
<context>
    <name>Decision</name>
    <message>
        <source>Power, µV²</source>
        <translation>功率，µV²</translation>
    </message>
    <message>
        <source>Bands of all trials</source>
        <translation>全部试次的频段</translation>
    </message>
    <message>
        <source>, </source>
        <translation>；</translation>
    </message>
    <message>
        <source>{band} {power}, above {share} of them</source>
        <translation>{band} {power}，高于其中 {share}</translation>
    </message>
    <message>
        <source>Against {n:other trial|other trials} of the session: {places}.</source>
        <translation>与本次会话其余 {n} 个试次相比：{places}。</translation>
    </message>
    <message>
        <source>The score is made of these: “Score” has the formula.</source>
        <translation>得分由这些功率算出：公式见“得分”。</translation>
    </message>
    <message>
        <source>Practice: nothing was scored or decided.</source>
        <translation>练习：不计得分，也不作调整。</translation>
    </message>
    <message>
        <source>The ledger has no line that says what was decided.</source>
        <translation>决策日志中没有说明如何决定的记录。</translation>
    </message>
    <message>
        <source>Trial {n}: {task}, {condition}, {stage}: nothing to answer.</source>
        <translation>试次 {n}：{task}，{condition}，{stage}，无需作答。</translation>
    </message>
    <message>
        <source>Trial {n}: {task}, {condition}, {stage}, level {level}.</source>
        <translation>试次 {n}：{task}，{condition}，{stage}，等级 {level}。</translation>
    </message>
    <message>
        <source>Wrong or no answer.</source>
        <translation>错误或未作答。</translation>
    </message>
    <message>
        <source>Correct, without an answer.</source>
        <translation>正确（无需作答）。</translation>
    </message>
    <message>
        <source>Trial {n}: {task}, {condition}, {stage}: answers that are neither right nor wrong.</source>
        <translation>试次 {n}：{task}，{condition}，{stage}，回答没有对错之分。</translation>
    </message>
    <message>
        <source>Answered correctly after {time}.</source>
        <translation>{time} 后回答正确。</translation>
    </message>
    <message>
        <source>Answered wrongly after {time}.</source>
        <translation>{time} 后回答错误。</translation>
    </message>
    <message>
        <source>{share} of its answers were correct.</source>
        <translation>其中 {share} 的回答正确。</translation>
    </message>
    <message>
        <source>Its EEG has no score: {why}.</source>
        <translation>该试次的脑电没有得分：{why}。</translation>
    </message>
    <message>
        <source>The score of its EEG: {score}, certainty {certainty}, {scale}.</source>
        <translation>其脑电得分：{score}，置信度 {certainty}，{scale}。</translation>
    </message>
    <message>
        <source>The score of its EEG, {score}, was refused by the calibration: for the record only.</source>
        <translation>其脑电得分 {score} 未通过校准：仅供存档。</translation>
    </message>
    <message>
        <source>The rule was given no score: it had the answers alone.</source>
        <translation>规则未收到得分：只依据回答。</translation>
    </message>
    <message>
        <source>The rule was given this score, {given}.</source>
        <translation>规则收到的正是这个得分：{given}。</translation>
    </message>
    <message>
        <source>The rule was given another score, {given}: in this arm it is not that of the trial&apos;s own EEG.</source>
        <translation>规则收到的是另一个得分：{given}；在该组中，它不是本试次自身脑电的得分。</translation>
    </message>
    <message>
        <source>Decided: level {next} after {level}. {why}</source>
        <translation>决定：等级由 {level} 到 {next}。{why}</translation>
    </message>
    <message>
        <source>Without the score the level would have been another.</source>
        <translation>若没有得分，等级会不同。</translation>
    </message>
    <message>
        <source>Without the score the level would be the same.</source>
        <translation>若没有得分，等级不变。</translation>
    </message>
    <message>
        <source>By lot (probability {p}) the score took part: level {loop}; the answers alone gave {alone}.</source>
        <translation>抽签结果（概率 {p}）为采用得分：等级 {loop}；仅凭回答为 {alone}。</translation>
    </message>
    <message>
        <source>By lot the score took no part (it does with probability {p}): level {alone}; with the score it would be {loop}.</source>
        <translation>抽签结果为不采用得分（采用的概率为 {p}）：等级 {alone}；采用得分则为 {loop}。</translation>
    </message>
    <message>
        <source>Onset {time}, sample {sample}.</source>
        <translation>呈现时刻 {time}，样本 {sample}。</translation>
    </message>
    <message>
        <source>▲ A frame was lost at the onset: do not trust its times.</source>
        <translation>▲ 呈现时丢了一帧：其时间不可信。</translation>
    </message>
    <message>
        <source>✓ No frame was lost at the onset.</source>
        <translation>✓ 呈现时没有丢帧。</translation>
    </message>
    <message>
        <source>Frames dropped within the trial: {n}.</source>
        <translation>试次内丢帧：{n}。</translation>
    </message>
    <message>
        <source>No frames were logged in this trial.</source>
        <translation>该试次没有记录帧。</translation>
    </message>
    <message>
        <source>{n:frame|frames} logged: median {median}, longest {longest}.</source>
        <translation>记录了 {n} 帧：中位间隔 {median}，最长 {longest}。</translation>
    </message>
    <message>
        <source>The sample clock was not fitted.</source>
        <translation>未拟合采样时钟。</translation>
    </message>
    <message>
        <source>Sample clock: {rate}, packets arrive {residual} from the fit (median).</source>
        <translation>采样时钟：{rate}，数据包到达时刻与拟合的偏差中位数为 {residual}。</translation>
    </message>
    <message>
        <source>The stored sample lies {off} from where the fit puts the onset.</source>
        <translation>所存样本与拟合得出的呈现时刻相差 {off}。</translation>
    </message>
</context>
<context>
    <name>DecisionPanel</name>
    <message>
        <source>Display and clocks</source>
        <translation>显示与时钟</translation>
    </message>
    <message>
        <source>Choose a trial: N, P, or in the list.</source>
        <translation>选择一个试次：按 N、P，或在列表中选取。</translation>
    </message>
    <message>
        <source>Reading ledger, logs and EEG of the trials…</source>
        <translation>正在读取各试次的决策日志、帧日志和脑电…</translation>
    </message>
</context>
<context>
    <name>DisplayPanel</name>
    <message>
        <source>&amp;High-pass</source>
        <translation>高通(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Low-pass</source>
        <translation>低通(&amp;L)</translation>
    </message>
    <message>
        <source>Mains &amp;notch</source>
        <translation>工频陷波(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Reference</source>
        <translation>参考(&amp;R)</translation>
    </message>
    <message>
        <source>From &amp;front to back</source>
        <translation>从前到后排列(&amp;F)</translation>
    </message>
    <message>
        <source>&amp;Butterfly: all channels on one line</source>
        <translation>蝶形图：所有通道重叠(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Courses: the time in view alone</source>
        <translation>曲线：仅所示时段(&amp;C)</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>As recorded</source>
        <translation>按记录</translation>
    </message>
    <message>
        <source>Average of the good channels</source>
        <translation>良好通道的平均</translation>
    </message>
</context>
<context>
    <name>EegPlot</name>
    <message>
        <source>Edit “{text}”…</source>
        <translation>编辑“{text}”…</translation>
    </message>
    <message>
        <source>Annotate the selection…</source>
        <translation>标注所选时段…</translation>
    </message>
    <message>
        <source>{name} is good again</source>
        <translation>{name} 恢复为良好</translation>
    </message>
    <message>
        <source>{name} is bad</source>
        <translation>{name} 为坏通道</translation>
    </message>
    <message>
        <source>Draw {name} larger</source>
        <translation>放大 {name}</translation>
    </message>
    <message>
        <source>Draw {name} smaller</source>
        <translation>缩小 {name}</translation>
    </message>
    <message>
        <source>Draw {name} as the others</source>
        <translation>{name} 与其他通道同一比例</translation>
    </message>
</context>
<context>
    <name>EmptyViewer</name>
    <message>
        <source>No session is open</source>
        <translation>没有打开的会话</translation>
    </message>
    <message>
        <source>Choose one in “Sessions”, or open a session folder such as DATASET/sub-01/ses-01. Its trials, EEG and spectra are shown here over one time axis.</source>
        <translation>请在“会话列表”中选择，或打开会话文件夹，例如 DATASET/sub-01/ses-01。其试次、脑电和频谱会沿同一时间轴显示在这里。</translation>
    </message>
</context>
<context>
    <name>Endings</name>
    <message>
        <source>The session is finished.</source>
        <translation>会话已完成。</translation>
    </message>
    <message>
        <source>The session was ended early.</source>
        <translation>会话已提前结束。</translation>
    </message>
    <message>
        <source>The participant pressed the emergency key.</source>
        <translation>参与者按下了急停键。</translation>
    </message>
    <message>
        <source>The session failed.</source>
        <translation>会话失败。</translation>
    </message>
    <message>
        <source>In {n} of {all:trial|trials} the stimulus came later than it should: their reaction times and EEG windows are doubtful. They are flagged in the data; look at This PC before the next session.</source>
        <translation>共 {all} 个试次，其中 {n} 个的刺激呈现晚于预定时刻：其反应时和脑电时间窗存疑，已在数据中标记。下次会话前请查看“本机”页面。</translation>
    </message>
</context>
<context>
    <name>EnrolPage</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Enrol a person</source>
        <translation>登记人员</translation>
    </message>
    <message>
        <source>Consent of participant {label}</source>
        <translation>参与者 {label} 的知情同意</translation>
    </message>
    <message>
        <source>Enrol</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Keep consent</source>
        <translation>保存知情同意</translation>
    </message>
    <message>
        <source>This dataset asks for no consent.</source>
        <translation>此数据集不要求知情同意。</translation>
    </message>
    <message>
        <source>Participant label</source>
        <translation>参与者编号</translation>
    </message>
    <message>
        <source>years, such as 34</source>
        <translation>岁，例如 34</translation>
    </message>
    <message>
        <source>&amp;Age</source>
        <translation>年龄(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Sex</source>
        <translation>性别(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Handedness</source>
        <translation>利手(&amp;H)</translation>
    </message>
    <message>
        <source>&amp;Vision</source>
        <translation>视力(&amp;V)</translation>
    </message>
    <message>
        <source>a word of the study&apos;s plan</source>
        <translation>研究计划中的组名</translation>
    </message>
    <message>
        <source>&amp;Group</source>
        <translation>组别(&amp;G)</translation>
    </message>
    <message>
        <source>First &amp;language</source>
        <translation>母语(&amp;L)</translation>
    </message>
    <message>
        <source>Drawn at random. Never a name, initials or a date: it is in every file.</source>
        <translation>随机抽取。切勿使用姓名、首字母或日期：它出现在每个文件中。</translation>
    </message>
    <message>
        <source>Nobody takes part without: {items}</source>
        <translation>以下各项必须同意方可参加：{items}</translation>
    </message>
    <message>
        <source>The consent of participant {label} was kept.</source>
        <translation>参与者 {label} 的知情同意已保存。</translation>
    </message>
    <message>
        <source>Participant {label} is enrolled.</source>
        <translation>参与者 {label} 已登记。</translation>
    </message>
    <message>
        <source>Code of their arm: {code}.</source>
        <translation>分组代码：{code}。</translation>
    </message>
</context>
<context>
    <name>EvokedPanel</name>
    <message>
        <source>Evoked response to targets</source>
        <translation>目标诱发反应</translation>
    </message>
    <message>
        <source>Evoked response to targets, µV</source>
        <translation>目标诱发反应（µV）</translation>
    </message>
    <message>
        <source>Mean with its 95 % interval, from the baseline before the onset on. An epoch is rejected where the channel lost samples or exceeds {uv} µV peak to peak. Practice is left out.</source>
        <translation>以刺激前为基线的平均值及其 95% 区间。若该通道丢失样本或峰峰值超过 {uv} µV，则剔除该分段。不含练习。</translation>
    </message>
    <message>
        <source>Channel of the evoked response</source>
        <translation>诱发反应的通道</translation>
    </message>
    <message>
        <source>No EEG: there is nothing to average.</source>
        <translation>没有脑电：无可平均。</translation>
    </message>
    <message>
        <source>{n} kept, {rejected} rejected</source>
        <translation>保留 {n}，剔除 {rejected}</translation>
    </message>
    <message>
        <source>{n} before the start</source>
        <translation>开始之前 {n} 个</translation>
    </message>
    <message>
        <source>All epochs of this channel were rejected: see its traces.</source>
        <translation>该通道的所有分段均被剔除：请查看其波形。</translation>
    </message>
    <message>
        <source>The mean EEG after each display that asks for an answer grows here, trial by trial.</source>
        <translation>每个要求作答的画面之后的平均脑电会在此逐试次累积。</translation>
    </message>
    <message>
        <source>largest {uv} µV at {ms} ms</source>
        <translation>最大 {uv} µV，位于 {ms} ms</translation>
    </message>
</context>
<context>
    <name>ExplanationPanel</name>
    <message>
        <source>Explain this trial</source>
        <translation>解释此试次</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>显示内容</translation>
    </message>
    <message>
        <source>Contributions</source>
        <translation>贡献</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>注意力</translation>
    </message>
    <message>
        <source>Explaining</source>
        <translation>正在解释</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Practice is not scored: there is nothing to explain.</source>
        <translation>练习不计得分，没有可解释的内容。</translation>
    </message>
    <message>
        <source>This trial has no score: {why}.</source>
        <translation>此试次没有得分：{why}。</translation>
    </message>
    <message>
        <source>Choose a trial: N, P, or in the list.</source>
        <translation>请选择试次：按 N、P，或在列表中选择。</translation>
    </message>
    <message>
        <source>The EEG of this trial is not there: nothing can be shown.</source>
        <translation>没有此试次的脑电，无法显示。</translation>
    </message>
    <message>
        <source>Starting beside the window: {time} so far.</source>
        <translation>正在后台启动：已用 {time}。</translation>
    </message>
    <message>
        <source>{what}: {share}, {time} so far.</source>
        <translation>{what}：{share}，已用 {time}。</translation>
    </message>
    <message>
        <source>Why?</source>
        <translation>为什么？</translation>
    </message>
    <message>
        <source>Trial {n}: why {score}?</source>
        <translation>试次 {n}：为何是 {score}？</translation>
    </message>
</context>
<context>
    <name>ExplanationView</name>
    <message>
        <source>Seconds after onset</source>
        <translation>相对刺激呈现的时间（s）</translation>
    </message>
    <message>
        <source>Frequency, Hz</source>
        <translation>频率（Hz）</translation>
    </message>
    <message>
        <source>Rejected: the explanation survives randomised weights (rank correlation {alike}, limit {limit}), so it says nothing of what the model has learned.</source>
        <translation>不予采纳：权重随机化后解释几乎不变（秩相关 {alike}，限值 {limit}），因此它不反映模型学到的内容。</translation>
    </message>
    <message>
        <source>✓ Sound: randomised weights explain otherwise (rank correlation {alike}, limit {limit}).</source>
        <translation>✓ 可信：权重随机化后解释不同（秩相关 {alike}，限值 {limit}）。</translation>
    </message>
    <message>
        <source>▲ and bars up speak for engaged, ▼ and bars down for rest; in the model&apos;s log-odds, against own rest.</source>
        <translation>▲ 和向上的条支持投入，▼ 和向下的条支持静息；单位为模型的对数优势，以本人静息为基准。</translation>
    </message>
    <message>
        <source>Where the encoder looks: shares by attention rollout. Not what speaks for or against.</source>
        <translation>编码器关注之处：由注意力回溯（attention rollout）得到的份额，并非支持或反对的依据。</translation>
    </message>
</context>
<context>
    <name>EyeField</name>
    <message>
        <source>Eye tracker</source>
        <translation>眼动仪</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Simulated eyes</source>
        <translation>模拟眼动</translation>
    </message>
    <message>
        <source>Look for streams</source>
        <translation>查找数据流</translation>
    </message>
    <message>
        <source>Looking for streams of eye trackers…</source>
        <translation>正在查找眼动仪数据流…</translation>
    </message>
    <message>
        <source>Found: {names}. Choose one in the list.</source>
        <translation>找到：{names}。请在列表中选择。</translation>
    </message>
    <message>
        <source>No eye tracker was found. Start the program that sends its gaze over LSL (type Gaze, Eyetracking or Pupil), then look again.</source>
        <translation>没有找到眼动仪。请先启动通过 LSL 发送注视数据的程序（类型为 Gaze、Eyetracking 或 Pupil），然后再次查找。</translation>
    </message>
    <message>
        <source>The search for streams failed: {why}</source>
        <translation>查找数据流失败：{why}</translation>
    </message>
</context>
<context>
    <name>EyeTraces</name>
    <message>
        <source>Pupil left</source>
        <translation>左眼瞳孔</translation>
    </message>
    <message>
        <source>Pupil right</source>
        <translation>右眼瞳孔</translation>
    </message>
    <message>
        <source>Pupil</source>
        <translation>瞳孔</translation>
    </message>
    <message>
        <source>Gaze x left</source>
        <translation>左眼注视 x</translation>
    </message>
    <message>
        <source>Gaze x right</source>
        <translation>右眼注视 x</translation>
    </message>
    <message>
        <source>Gaze x</source>
        <translation>注视 x</translation>
    </message>
    <message>
        <source>Gaze y left</source>
        <translation>左眼注视 y</translation>
    </message>
    <message>
        <source>Gaze y right</source>
        <translation>右眼注视 y</translation>
    </message>
    <message>
        <source>Gaze y</source>
        <translation>注视 y</translation>
    </message>
</context>
<context>
    <name>EyesClosedCheck</name>
    <message>
        <source>Eyes closed</source>
        <translation>闭眼检查</translation>
    </message>
    <message>
        <source>Eyes-closed check</source>
        <translation>闭眼检查</translation>
    </message>
    <message>
        <source>Ask them to look at one point, eyes open.</source>
        <translation>请对方睁眼注视一点。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Now ask them to close their eyes.</source>
        <translation>现在请对方闭上眼睛。</translation>
    </message>
    <message>
        <source>Samples were lost. Please do it again.</source>
        <translation>有样本丢失，请重做一次。</translation>
    </message>
    <message>
        <source>✓ Alpha rose {ratio}-fold with the eyes closed (limit {limit}): EEG arrives.</source>
        <translation>✓ 闭眼时 α 波增至 {ratio} 倍（限值 {limit}）：确实收到了脑电。</translation>
    </message>
    <message>
        <source>▲ Alpha rose only {ratio}-fold with the eyes closed (limit {limit}). Check the electrodes at the back; some people show little alpha.</source>
        <translation>▲ 闭眼时 α 波仅为 {ratio} 倍（限值 {limit}）。请检查后部电极；有些人的 α 波本来就弱。</translation>
    </message>
    <message>
        <source>Alpha rose {ratio}-fold (limit {limit}). This signal is simulated: nobody closed their eyes, so the check says nothing here.</source>
        <translation>α 波为 {ratio} 倍（限值 {limit}）。此信号是模拟的：没有人闭眼，因此这项检查在此没有意义。</translation>
    </message>
    <message>
        <source>Alpha waves rise when the eyes close: a sign that it is EEG.</source>
        <translation>闭眼时 α 波增强，说明收到的确是脑电。</translation>
    </message>
</context>
<context>
    <name>Faults</name>
    <message>
        <source>lost samples</source>
        <translation>样本丢失</translation>
    </message>
    <message>
        <source>at the amplifier&apos;s limit</source>
        <translation>达到放大器极限</translation>
    </message>
    <message>
        <source>no signal</source>
        <translation>无信号</translation>
    </message>
    <message>
        <source>jumps</source>
        <translation>跳变</translation>
    </message>
    <message>
        <source>drift</source>
        <translation>漂移</translation>
    </message>
    <message>
        <source>mains hum</source>
        <translation>工频干扰</translation>
    </message>
    <message>
        <source>muscle</source>
        <translation>肌电</translation>
    </message>
    <message>
        <source>bridged with a neighbour</source>
        <translation>与相邻电极短接</translation>
    </message>
    <message>
        <source>impedance</source>
        <translation>阻抗</translation>
    </message>
    <message>
        <source>good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>{fault}, {value} (limit {limit})</source>
        <translation>{fault}，{value}（限值 {limit}）</translation>
    </message>
    <message>
        <source>{name}: {finding}</source>
        <translation>{name}：{finding}</translation>
    </message>
</context>
<context>
    <name>FilePage</name>
    <message>
        <source>To be corrected</source>
        <translation>待更正</translation>
    </message>
    <message>
        <source>What was not saved when the window closed is here again.</source>
        <translation>窗口关闭时未保存的内容已恢复。</translation>
    </message>
    <message>
        <source>Replace what is in the form?</source>
        <translation>替换表单内容？</translation>
    </message>
    <message>
        <source>What you changed is saved in no file and will be lost.</source>
        <translation>所做的更改尚未存入任何文件，将会丢失。</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Replace {file}?</source>
        <translation>要替换 {file} 吗？</translation>
    </message>
    <message>
        <source>What the file in {folder} holds now will be lost.</source>
        <translation>{folder} 中该文件现有的内容将丢失。</translation>
    </message>
</context>
<context>
    <name>Fitting</name>
    <message>
        <source>Wipe your forehead and the skin behind your ears with a little water. The band lies flat on the middle of the forehead; its two ends sit behind the ears, below the hair, touching the skin.</source>
        <translation>请用少许水擦拭前额和耳后的皮肤。头带平贴在前额中央；两端位于耳后、头发下方，并贴住皮肤。</translation>
    </message>
    <message>
        <source>Put the cap on so that the middle electrodes lie on the line from nose to neck. Clip one earclip to each ear lobe: they are reference and ground, and without them no electrode is good.</source>
        <translation>请戴上帽子，使中间的电极位于鼻子到颈部的连线上。每个耳垂夹一个耳夹：它们是参考和接地，没有它们任何电极都不会良好。</translation>
    </message>
    <message>
        <source>Clip one earclip to each ear lobe: they are reference and ground, and without them no electrode is good. Then place the electrodes and fix their cables.</source>
        <translation>每个耳垂夹一个耳夹：它们是参考和接地，没有它们任何电极都不会良好。然后放好电极并固定导线。</translation>
    </message>
    <message>
        <source>The band lies on the forehead and closes at the back. Push the hair aside above the ears and at the back, until the contacts touch the skin.</source>
        <translation>头带贴在前额，在后面扣好。请拨开耳朵上方和脑后的头发，使触点贴住皮肤。</translation>
    </message>
    <message>
        <source>Set it on like a crown, arms above the ears. Wiggle each arm a little, so that the teeth find their way through the hair to the skin.</source>
        <translation>像戴王冠一样戴上，两臂位于耳朵上方。轻轻左右晃动每条臂，使触齿穿过头发贴到皮肤。</translation>
    </message>
    <message>
        <source>Put the cap on so that its middle electrodes lie on the line from nose to neck. Stick one electrode on the bone behind each ear: they are reference and ground.</source>
        <translation>请戴上帽子，使中间的电极位于鼻子到颈部的连线上。每侧耳后的骨头上各贴一个电极：它们是参考和接地。</translation>
    </message>
    <message>
        <source>Put the cap on so that its middle electrodes lie on the line from nose to neck. See to reference and ground first: without them no electrode is good.</source>
        <translation>请戴上帽子，使中间的电极位于鼻子到颈部的连线上。请先处理参考和接地：没有它们任何电极都不会良好。</translation>
    </message>
    <message>
        <source>Put the headphones on, the band across the top of the head. Push the hair aside below the band and around the ears, until the contacts touch the skin.</source>
        <translation>请戴上耳机，头梁横过头顶。请拨开头梁下方和耳朵周围的头发，使触点贴住皮肤。</translation>
    </message>
    <message>
        <source>Put it on as the picture shows, your nose at the top. Push the hair aside below each electrode, until it touches the skin. See to reference and ground first.</source>
        <translation>请按图戴上，鼻子朝上。请拨开每个电极下方的头发，使其贴住皮肤。请先处理参考和接地。</translation>
    </message>
    <message>
        <source>This headset is simulated: there is nothing to put on. The steps are those of a real one.</source>
        <translation>此脑电设备为模拟设备，无需佩戴。步骤与真实设备相同。</translation>
    </message>
</context>
<context>
    <name>FittingWindow</name>
    <message>
        <source>Guided fitting</source>
        <translation>引导佩戴</translation>
    </message>
    <message>
        <source>Eyes-closed check</source>
        <translation>闭眼检查</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Step {n} of {total}</source>
        <translation>第 {n} 步，共 {total} 步</translation>
    </message>
    <message>
        <source>Put the headset on</source>
        <translation>戴上脑电设备</translation>
    </message>
    <message>
        <source>The picture is your head from above, the nose at the top.</source>
        <translation>图中是从上方看到的您的头部，鼻子在上。</translation>
    </message>
    <message>
        <source>It sits</source>
        <translation>已戴好</translation>
    </message>
    <message>
        <source>Good electrodes: {good} of {n}.</source>
        <translation>{n} 个电极中有 {good} 个良好。</translation>
    </message>
    <message>
        <source>The first seconds of signal are being looked at.</source>
        <translation>正在查看最初几秒的信号。</translation>
    </message>
    <message>
        <source>One moment</source>
        <translation>请稍候</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Electrode {name}</source>
        <translation>电极 {name}</translation>
    </message>
    <message>
        <source>Keep still for a moment.</source>
        <translation>请保持不动片刻。</translation>
    </message>
    <message>
        <source>Good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>Nearly there</source>
        <translation>快好了</translation>
    </message>
    <message>
        <source>Not yet</source>
        <translation>还不行</translation>
    </message>
    <message>
        <source>Leave it for now</source>
        <translation>先跳过</translation>
    </message>
    <message>
        <source>This is your own signal</source>
        <translation>这是您自己的信号</translation>
    </message>
    <message>
        <source>No electrode of this headset is near the eyes. Clench your teeth for a moment instead, and watch what happens; then go on.</source>
        <translation>这款脑电设备没有靠近眼睛的电极。请改为咬紧牙关片刻，看看会发生什么，然后继续。</translation>
    </message>
    <message>
        <source>Blink {n} times, slowly, and watch: each blink is a wave many times as large as what the brain gives. That is why blinks are not taken for it.</source>
        <translation>请慢慢眨眼 {n} 次，并观察：每次眨眼都是一个波，比大脑产生的信号大许多倍。因此不会把眨眼当作大脑的信号。</translation>
    </message>
    <message>
        <source>A small experiment</source>
        <translation>一个小实验</translation>
    </message>
    <message>
        <source>Look at one point, eyes open, and sit still.</source>
        <translation>请睁眼注视一点，坐好不动。</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Now close your eyes until you are told.</source>
        <translation>现在请闭上眼睛，直到听到提示。</translation>
    </message>
    <message>
        <source>You can open your eyes again.</source>
        <translation>您可以睁开眼睛了。</translation>
    </message>
    <message>
        <source>Samples were lost, so nothing can be said.</source>
        <translation>有样本丢失，因此无法得出结论。</translation>
    </message>
    <message>
        <source>● With your eyes closed, the slow waves called alpha became {ratio} times as strong. That is your brain at rest from seeing.</source>
        <translation>● 闭上眼睛后，称为 α 波的慢波变为原来的 {ratio} 倍。这是大脑不再看东西时的样子。</translation>
    </message>
    <message>
        <source>Alpha became {ratio} times as strong. This signal is simulated: nobody closed their eyes.</source>
        <translation>α 波变为原来的 {ratio} 倍。此信号为模拟信号：没有人闭眼。</translation>
    </message>
    <message>
        <source>▲ Alpha became {ratio} times as strong, which is less than expected. Some people show little of it; the electrodes at the back are worth a look.</source>
        <translation>▲ α 波变为原来的 {ratio} 倍，低于预期。有些人的 α 波本来就少；值得看一看后部的电极。</translation>
    </message>
    <message>
        <source>Left for now: {names}.</source>
        <translation>暂时跳过：{names}。</translation>
    </message>
    <message>
        <source>Sit comfortably. The session can begin.</source>
        <translation>请坐舒服。可以开始了。</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>准备就绪</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
</context>
<context>
    <name>Formats</name>
    <message>
        <source>{h} h {m} min</source>
        <translation>{h} 小时 {m} 分</translation>
    </message>
    <message>
        <source>{m} min {s} s</source>
        <translation>{m} 分 {s} 秒</translation>
    </message>
    <message>
        <source>{m} min</source>
        <translation>{m} 分钟</translation>
    </message>
    <message>
        <source>{s} s</source>
        <translation>{s} 秒</translation>
    </message>
    <message>
        <source>d MMM yyyy, HH:mm</source>
        <translation>yyyy年M月d日 HH:mm</translation>
    </message>
    <message>
        <source>d MMM yyyy</source>
        <translation>yyyy年M月d日</translation>
    </message>
</context>
<context>
    <name>FormulaView</name>
    <message>
        <source>▲ more than the mean over electrodes, ▼ less. Made from the EEG as recorded; the score was made from the cleaned EEG and set against the participant&apos;s own rest, so that its figures differ somewhat.</source>
        <translation>▲ 高于各电极的均值，▼ 低于均值。由原始记录的脑电得出；得分由清理后的脑电得出并以参与者本人的静息为基准，因此数值略有不同。</translation>
    </message>
    <message>
        <source>This score is one formula, {formula}. In the last {seconds} of trial {n}: {bands}; ratio {ratio}. The higher it is above the ratio at rest, the more engaged: {score}.</source>
        <translation>此得分是一个公式：{formula}。第 {n} 个试次最后 {seconds}：{bands}；比值 {ratio}。比静息时的比值越高，投入度越高：{score}。</translation>
    </message>
</context>
<context>
    <name>Guard</name>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>{name}, {role}</source>
        <translation>{name}，{role}</translation>
    </message>
    <message>
        <source>Accounts and roles of this computer are on.</source>
        <translation>本机已启用账户与角色。</translation>
    </message>
    <message>
        <source>&amp;Account</source>
        <translation>账户(&amp;A)</translation>
    </message>
    <message>
        <source>&amp;Passphrase</source>
        <translation>密码短语(&amp;P)</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Nobody touched the window for a while. Sign in again.</source>
        <translation>窗口已有一段时间无人操作。请重新登录。</translation>
    </message>
</context>
<context>
    <name>GuessDialog</name>
    <message>
        <source>What do you believe?</source>
        <translation>您认为是哪一组？</translation>
    </message>
    <message>
        <source>Ask after the last session and before the arms are opened. A guess is kept for the blinding indices and changes nothing; of several guesses about a person the last one counts.</source>
        <translation>请在最后一次会话之后、揭盲之前询问。猜测仅用于计算盲法指数，不改变任何其他内容；同一人若有多次猜测，以最后一次为准。</translation>
    </message>
    <message>
        <source>The participant</source>
        <translation>参与者本人</translation>
    </message>
    <message>
        <source>Choose</source>
        <translation>请选择</translation>
    </message>
    <message>
        <source>&amp;Participant</source>
        <translation>参与者(&amp;P)</translation>
    </message>
    <message>
        <source>The person who ran the sessions</source>
        <translation>主持会话的人</translation>
    </message>
    <message>
        <source>&amp;Who guesses</source>
        <translation>谁来猜测(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Arm</source>
        <translation>组别(&amp;A)</translation>
    </message>
    <message>
        <source>How &amp;sure</source>
        <translation>置信度(&amp;S)</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>HeadMap</name>
    <message>
        <source>Head map</source>
        <translation>头皮图</translation>
    </message>
</context>
<context>
    <name>HeadsetFields</name>
    <message>
        <source>{field} (optional)</source>
        <translation>{field}（可选）</translation>
    </message>
    <message>
        <source>no port found; plug in the receiver or type its name</source>
        <translation>未发现端口；请插入接收器或输入端口名</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose a recording</source>
        <translation>选择记录文件</translation>
    </message>
</context>
<context>
    <name>HeadsetStep</name>
    <message>
        <source>Search headsets</source>
        <translation>搜索脑电设备</translation>
    </message>
    <message>
        <source>Headsets</source>
        <translation>脑电设备</translation>
    </message>
    <message>
        <source>Reading the list of headsets…</source>
        <translation>正在读取脑电设备列表…</translation>
    </message>
    <message>
        <source>Choose a headset from the list</source>
        <translation>请从列表中选择脑电设备</translation>
    </message>
    <message>
        <source>Connecting</source>
        <translation>正在连接</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>The list of headsets could not be read: {why}</source>
        <translation>无法读取脑电设备列表：{why}</translation>
    </message>
    <message>
        <source>Channels and sampling rate are known once connected.</source>
        <translation>连接后即可得知通道和采样率。</translation>
    </message>
    <message>
        <source>{n:EEG channel|EEG channels}, {sfreq} Hz</source>
        <translation>{n} 个脑电通道，{sfreq} Hz</translation>
    </message>
    <message>
        <source>Connecting to {name}… This can take up to half a minute.</source>
        <translation>正在连接 {name}… 最长可能需要半分钟。</translation>
    </message>
    <message>
        <source>Connected. Next, look at the signal.</source>
        <translation>已连接。接下来请检查信号。</translation>
    </message>
    <message>
        <source>Connect again</source>
        <translation>重新连接</translation>
    </message>
</context>
<context>
    <name>HomePage</name>
    <message>
        <source>Home</source>
        <translation>首页</translation>
    </message>
    <message>
        <source>Review a session folder…</source>
        <translation>查看会话文件夹…</translation>
    </message>
    <message>
        <source>New session</source>
        <translation>新建会话</translation>
    </message>
    <message>
        <source>The list of sessions in {folder} could not be read: {why}</source>
        <translation>无法读取 {folder} 中的会话列表：{why}</translation>
    </message>
    <message>
        <source>Recent sessions</source>
        <translation>最近的会话</translation>
    </message>
    <message>
        <source>All sessions</source>
        <translation>全部会话</translation>
    </message>
    <message>
        <source>Enter or double-click opens a session in the viewer.</source>
        <translation>按回车或双击，在查看器中打开会话。</translation>
    </message>
    <message>
        <source>Resume this session</source>
        <translation>继续此会话</translation>
    </message>
    <message>
        <source>No sessions yet</source>
        <translation>还没有会话</translation>
    </message>
    <message>
        <source>Sessions that you record will be listed here, the newest first.
A demonstration needs no headset and no participant: choose “New session” and a simulated participant.</source>
        <translation>您记录的会话会列在这里，最新的在最前。
演示无需脑电设备和参与者：请选择“新建会话”和模拟参与者。</translation>
    </message>
    <message>
        <source>Record a first session</source>
        <translation>记录第一个会话</translation>
    </message>
    <message>
        <source>This PC</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Recordings go to</source>
        <translation>记录保存到</translation>
    </message>
    <message>
        <source>Free disk space</source>
        <translation>可用磁盘空间</translation>
    </message>
    <message>
        <source>Timing of the display</source>
        <translation>显示器计时</translation>
    </message>
    <message>
        <source>Nothing can be recorded: {folder} cannot be written. Choose another folder under Settings, or ask whoever owns it for the permission.</source>
        <translation>无法记录：{folder} 不可写入。请在“设置”中选择其他文件夹，或向其所有者申请权限。</translation>
    </message>
    <message>
        <source>Headset last used</source>
        <translation>上次使用的脑电设备</translation>
    </message>
    <message>
        <source>Check this PC</source>
        <translation>检查本机</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>尚未使用</translation>
    </message>
    <message>
        <source>not measured yet</source>
        <translation>尚未测量</translation>
    </message>
    <message>
        <source>● good, measured {date}</source>
        <translation>● 良好，测于 {date}</translation>
    </message>
    <message>
        <source>▲ not good enough, measured {date}</source>
        <translation>▲ 不够好，测于 {date}</translation>
    </message>
</context>
<context>
    <name>ImpedanceCheck</name>
    <message>
        <source>Impedance</source>
        <translation>阻抗</translation>
    </message>
    <message>
        <source>Measure impedance</source>
        <translation>测量阻抗</translation>
    </message>
    <message>
        <source>Measures the impedance of each electrode, in up to half a minute; no EEG comes then. Not every headset can.</source>
        <translation>测量每个电极的阻抗，最多半分钟；期间没有脑电。并非所有脑电设备都支持。</translation>
    </message>
    <message>
        <source>Impedance, kΩ (▲ above {doubtful}, ✕ above {bad}).</source>
        <translation>阻抗（kΩ；▲ 高于 {doubtful}，✕ 高于 {bad}）。</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>正在测量…</translation>
    </message>
</context>
<context>
    <name>Incidents</name>
    <message>
        <source>The participant asks for you. Please go to them.</source>
        <translation>参与者在呼叫您，请过去。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>No gaze and no pupil: {why} The session goes on; a score that uses the pupil is made from the EEG alone meanwhile.</source>
        <translation>没有注视和瞳孔数据：{why} 会话继续进行；使用瞳孔的得分在此期间仅由脑电计算。</translation>
    </message>
    <message>
        <source>{what} (for {seconds} s now). The session goes on with performance alone; the gap is marked in the data.</source>
        <translation>{what}（已持续 {seconds} 秒）。会话仅按表现继续；数据中会标出缺口。</translation>
    </message>
    <message>
        <source>{what}. The recording goes on, and what is missing is marked. If this stays, restart the headset and check its settings.</source>
        <translation>{what}。记录继续进行，缺失之处会标出。若一直如此，请重新启动脑电设备并检查其设置。</translation>
    </message>
    <message>
        <source>The participant&apos;s window closed unexpectedly. Every trial in the log is stored and the EEG goes on being recorded. Restart the window to go on with the next trial, or end the session.</source>
        <translation>参与者的窗口意外关闭。日志中的每个试次都已保存，脑电仍在记录。请重新打开窗口以继续下一个试次，或结束会话。</translation>
    </message>
    <message>
        <source>Restart participant window</source>
        <translation>重新打开参与者窗口</translation>
    </message>
    <message>
        <source>The headset process ended unexpectedly. All but the last second of EEG is on disk, and the session goes on with performance alone. Restart the headset to record on; the gap is marked in the data.</source>
        <translation>脑电设备进程意外结束。除最后一秒外，脑电都已存盘，会话仅按表现继续。请重新启动脑电设备以继续记录；数据中会标出缺口。</translation>
    </message>
    <message>
        <source>Restart headset</source>
        <translation>重新启动脑电设备</translation>
    </message>
    <message>
        <source>No EEG is recorded any more: {why} The session goes on with performance alone; what was recorded is on disk.</source>
        <translation>已不再记录脑电：{why} 会话仅按表现继续；已记录的内容都在磁盘上。</translation>
    </message>
</context>
<context>
    <name>KeyDialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>KeyField</name>
    <message>
        <source>press a key</source>
        <translation>按一个键</translation>
    </message>
    <message>
        <source>Press the new key here; Delete brings back the usual</source>
        <translation>在此按下新键；按 Delete 恢复默认键</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose the key</source>
        <translation>选择密钥</translation>
    </message>
    <message>
        <source>Keys (*.pem *.pub)</source>
        <translation>密钥（*.pem *.pub）</translation>
    </message>
</context>
<context>
    <name>Keys</name>
    <message>
        <source>This key cannot be told from others; press another.</source>
        <translation>无法识别此键，请换一个。</translation>
    </message>
    <message>
        <source>Esc ends the session and F1 calls the researcher: always.</source>
        <translation>Esc 始终用于结束会话，F1 始终用于呼叫研究人员，不能改作他用。</translation>
    </message>
    <message>
        <source>{key} is an answer of its own in some tasks. Let the box or switch send another letter, or F2 to F12.</source>
        <translation>{key} 在某些任务中本身就是作答键。请让反应盒或开关发送其他字母，或 F2 至 F12。</translation>
    </message>
    <message>
        <source>{key} counts as {other} already.</source>
        <translation>{key} 已等同于 {other}。</translation>
    </message>
    <message>
        <source>A shortcut has Ctrl or Alt, or is a function key: others are typed.</source>
        <translation>快捷键须含 Ctrl 或 Alt，或为功能键；其他键用于输入文字。</translation>
    </message>
    <message>
        <source>{keys} is taken by the program.</source>
        <translation>{keys} 已被本软件占用。</translation>
    </message>
    <message>
        <source>{keys} is “{action}” already.</source>
        <translation>{keys} 已用于“{action}”。</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格键</translation>
    </message>
</context>
<context>
    <name>KeysCard</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>For a response box, a switch or one hand: a key that counts as an answer. The participant&apos;s pages go on naming the usual key, so label yours.</source>
        <translation>供反应盒、开关或单手作答使用：另设一个等同于作答键的键。参与者页面仍显示默认键名，请在您的设备上贴好标签。</translation>
    </message>
    <message>
        <source>Shortcuts. Those for notes, pause and end work while the task has the keyboard, too.</source>
        <translation>快捷键。备注、暂停和结束的快捷键在键盘归任务使用时同样有效。</translation>
    </message>
    <message>
        <source>Counts as {key}</source>
        <translation>等同于 {key}</translation>
    </message>
</context>
<context>
    <name>LiveTraces</name>
    <message>
        <source>Live EEG traces</source>
        <translation>实时脑电波形</translation>
    </message>
    <message>
        <source>The traces appear here once the headset is connected.</source>
        <translation>连接脑电设备后，波形会显示在这里。</translation>
    </message>
    <message>
        <source>{scale} µV</source>
        <translation>{scale} µV</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
</context>
<context>
    <name>LockCard</name>
    <message>
        <source>Locked study</source>
        <translation>已锁定的研究</translation>
    </message>
    <message>
        <source>Enrol a person</source>
        <translation>登记人员</translation>
    </message>
    <message>
        <source>Keep a guess…</source>
        <translation>记录猜测…</translation>
    </message>
    <message>
        <source>Which arm somebody believes a person to be in</source>
        <translation>某人认为该参与者属于哪一组</translation>
    </message>
    <message>
        <source>Interim analysis…</source>
        <translation>期中分析…</translation>
    </message>
    <message>
        <source>Unblind…</source>
        <translation>揭盲…</translation>
    </message>
    <message>
        <source>{title} ({name}), unchanged since it was locked.</source>
        <translation>{title}（{name}），锁定后未改动。</translation>
    </message>
    <message>
        <source>Guesses of the arm: {participants} by participants, {operators} by those who ran their sessions.</source>
        <translation>组别猜测：参与者本人 {participants} 份，主持会话者 {operators} 份。</translation>
    </message>
    <message>
        <source>Hash of the study, for its registration: {hash}</source>
        <translation>研究的哈希值（供注册使用）：{hash}</translation>
    </message>
    <message>
        <source>Declared interim analyses that were made: {made} of {n}. The final analysis is at an alpha of {alpha}.</source>
        <translation>已声明 {n} 次期中分析，已完成 {made} 次。最终分析的 α 为 {alpha}。</translation>
    </message>
    <message>
        <source>{n:person is|people are} enrolled; all arms are open.</source>
        <translation>已登记 {n} 人；所有组别均已揭盲。</translation>
    </message>
    <message>
        <source>{n:person is|people are} enrolled; the arms of {open} are open, the others sealed.</source>
        <translation>已登记 {n} 人；其中 {open} 人的组别已揭盲，其余仍密封。</translation>
    </message>
    <message>
        <source>Interim analysis {number} over {people:person|people}, by arm, as declared before the lock. It spends {alpha} of the study&apos;s alpha whatever it finds. The dataset stays sealed; the report names arms. Who looks and why stays in the audit trail.</source>
        <translation>按锁定前的声明，对 {people} 人按组别进行第 {number} 次期中分析。无论结果如何，都会消耗研究 α 中的 {alpha}。数据集保持密封；报告会写明组别。由谁查看及原因将保留在审计记录中。</translation>
    </message>
    <message>
        <source>The arms of everybody enrolled ({n}) and the sealed part of every session are opened for good: nobody can be blinded again, and people enrolled afterwards are measured by people who know. Lock the data first. Who unblinds and why stays in the audit trail.</source>
        <translation>全部 {n} 人的组别以及每次会话中密封的部分将永久打开：此后无法恢复盲态，之后登记的参与者将由知情者测量。请先锁定数据。由谁揭盲及原因将保留在审计记录中。</translation>
    </message>
    <message>
        <source>The arms of {n:person|people} are open. What to tell each of them: {folder}</source>
        <translation>{n} 人的组别已揭盲。应告知每个人的内容：{folder}</translation>
    </message>
    <message>
        <source>The guess about participant {label} is kept.</source>
        <translation>已保存对参与者 {label} 的猜测。</translation>
    </message>
    <message>
        <source>Look at the arms?</source>
        <translation>查看组别？</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>查看</translation>
    </message>
    <message>
        <source>Unblind the study?</source>
        <translation>为研究揭盲？</translation>
    </message>
    <message>
        <source>Unblind</source>
        <translation>揭盲</translation>
    </message>
    <message>
        <source>The sessions are being opened…</source>
        <translation>正在打开各次会话…</translation>
    </message>
</context>
<context>
    <name>LockDialog</name>
    <message>
        <source>The arms are drawn and sealed into {dataset}, and nothing in {file} can be changed afterwards; changes of protocols are stated as deviations. The statistician&apos;s key opens the arms at the end. Keep its private half off the lab&apos;s computers.</source>
        <translation>将抽签分配组别并密封存入 {dataset}，此后 {file} 中的内容不能再改动；方案的改动须作为偏离声明。研究结束时用统计人员的密钥揭盲。私钥请勿留在实验室的计算机上。</translation>
    </message>
    <message>
        <source>Lock this study?</source>
        <translation>锁定此研究？</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Make a pair…</source>
        <translation>生成密钥对…</translation>
    </message>
    <message>
        <source>Statistician&apos;s &amp;public key</source>
        <translation>统计人员的公钥(&amp;P)</translation>
    </message>
    <message>
        <source>Save the private key; the public half lies beside it</source>
        <translation>保存私钥；公钥存放在其旁</translation>
    </message>
    <message>
        <source>Keys (*.pem)</source>
        <translation>密钥（*.pem）</translation>
    </message>
    <message>
        <source>Private key: {file}. Give it to the statistician, and leave no copy here.</source>
        <translation>私钥：{file}。请交给统计人员，此处不要留副本。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Choose a session folder</source>
        <translation>选择会话文件夹</translation>
    </message>
    <message>
        <source>Choose the folder for recordings</source>
        <translation>选择保存记录的文件夹</translation>
    </message>
    <message>
        <source>End the running session?</source>
        <translation>要结束正在进行的会话吗？</translation>
    </message>
    <message>
        <source>The session is still running. All trials and EEG so far are on disk and stay; the participant&apos;s window closes. The session can be resumed later.</source>
        <translation>会话仍在进行。到目前为止的所有试次和脑电都已存盘并会保留；参与者的窗口会关闭。会话以后可以继续。</translation>
    </message>
    <message>
        <source>End session and quit</source>
        <translation>结束会话并退出</translation>
    </message>
    <message>
        <source>Keep recording</source>
        <translation>继续记录</translation>
    </message>
</context>
<context>
    <name>Marks</name>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Called the researcher</source>
        <translation>呼叫研究人员</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>动了</translation>
    </message>
    <message>
        <source>Talked</source>
        <translation>说话</translation>
    </message>
    <message>
        <source>Tired</source>
        <translation>疲倦</translation>
    </message>
</context>
<context>
    <name>Mirror</name>
    <message>
        <source>The study is blinded: what the participant sees is not shown.</source>
        <translation>本研究为盲法：不显示参与者所见的画面。</translation>
    </message>
    <message>
        <source>The task is on this screen.</source>
        <translation>任务就在此屏幕上。</translation>
    </message>
    <message>
        <source>The participant&apos;s screen</source>
        <translation>参与者的屏幕</translation>
    </message>
    <message>
        <source>This desktop does not let a screen be seen.</source>
        <translation>此桌面环境不允许查看屏幕画面。</translation>
    </message>
</context>
<context>
    <name>Monitor</name>
    <message>
        <source>Engagement</source>
        <translation>投入度</translation>
    </message>
    <message>
        <source>now</source>
        <translation>现在</translation>
    </message>
    <message>
        <source>{least} to {most} in the last two minutes</source>
        <translation>最近两分钟 {least} 至 {most}</translation>
    </message>
    <message>
        <source>Difficulty level</source>
        <translation>难度等级</translation>
    </message>
    <message>
        <source>{level}, next {following}</source>
        <translation>当前 {level} 级，下一级 {following}</translation>
    </message>
    <message>
        <source>Reaction time, ms</source>
        <translation>反应时（ms）</translation>
    </message>
    <message>
        <source>● correct {right}   ✕ wrong {wrong}</source>
        <translation>● 正确 {right}   ✕ 错误 {wrong}</translation>
    </message>
    <message>
        <source>{n:trial|trials}, level from {low} to {high}, last {last}</source>
        <translation>{n} 个试次，难度 {low} 至 {high} 级，最后为 {last} 级</translation>
    </message>
    <message>
        <source>correct {right}</source>
        <translation>正确 {right}</translation>
    </message>
    <message>
        <source>no trial yet</source>
        <translation>还没有试次</translation>
    </message>
    <message>
        <source>reaction time {fast} to {slow}</source>
        <translation>反应时 {fast} 至 {slow}</translation>
    </message>
    <message>
        <source>engagement {least} to {most}</source>
        <translation>投入度 {least} 至 {most}</translation>
    </message>
    <message>
        <source>no score: {why}</source>
        <translation>无得分：{why}</translation>
    </message>
    <message>
        <source>{value} · certainty {certainty}</source>
        <translation>{value} · 置信度 {certainty}</translation>
    </message>
</context>
<context>
    <name>MonitorPage</name>
    <message>
        <source>Evoked response to targets</source>
        <translation>目标诱发反应</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>小结</translation>
    </message>
    <message>
        <source>New session</source>
        <translation>新建会话</translation>
    </message>
    <message>
        <source>No session is running. Start one, and its EEG, engagement, difficulty and trials are shown here.</source>
        <translation>当前没有进行中的会话。开始后，这里会显示脑电、投入度、难度和试次。</translation>
    </message>
    <message>
        <source>The headset is being opened again…</source>
        <translation>正在重新打开脑电设备…</translation>
    </message>
    <message>
        <source>✕ Not stored: {why}</source>
        <translation>✕ 未保存：{why}</translation>
    </message>
    <message>
        <source>✓ {time} {note}</source>
        <translation>✓ {time} {note}</translation>
    </message>
    <message>
        <source>End this session now?</source>
        <translation>现在结束此会话吗？</translation>
    </message>
    <message>
        <source>Done and stored: {done} of {planned:trial|trials}, with all EEG so far. The session can be resumed later, from the list of sessions, with the next trial.</source>
        <translation>共 {planned} 个试次，已完成并保存 {done} 个以及到目前为止的全部脑电。以后可在会话列表中从下一个试次继续此会话。</translation>
    </message>
    <message>
        <source>End session</source>
        <translation>结束会话</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
</context>
<context>
    <name>NewSessionPage</name>
    <message>
        <source>New session</source>
        <translation>新建会话</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>1  Who and what</source>
        <translation>1  参与者与内容</translation>
    </message>
    <message>
        <source>2  Headset</source>
        <translation>2  脑电设备</translation>
    </message>
    <message>
        <source>3  Signal</source>
        <translation>3  信号</translation>
    </message>
    <message>
        <source>Going on with session {session} of participant {participant}: the next trial, the difficulty and the arm follow from what was recorded. Where the protocol calibrates, it does so again first, since the headset was put on again.</source>
        <translation>继续参与者 {participant} 的会话 {session}：下一个试次、难度和组别都接续已有记录。由于重新佩戴了脑电设备，若方案含校准，会先重新校准。</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>首页</translation>
    </message>
    <message>
        <source>Next: headset</source>
        <translation>下一步：脑电设备</translation>
    </message>
    <message>
        <source>Next: signal</source>
        <translation>下一步：信号</translation>
    </message>
    <message>
        <source>Start session</source>
        <translation>开始会话</translation>
    </message>
    <message>
        <source>A session is running: look at the monitor.</source>
        <translation>会话正在进行：请查看监控。</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在检查…</translation>
    </message>
    <message>
        <source>Connect the headset first.</source>
        <translation>请先连接脑电设备。</translation>
    </message>
    <message>
        <source>Say why the session may start although channels are not good.</source>
        <translation>请写明在通道不合格时仍开始会话的理由。</translation>
    </message>
    <message>
        <source>Participant {participant},
session {session}</source>
        <translation>参与者 {participant}，
会话 {session}</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>The headset process ended unexpectedly while it was connecting. Nothing was recorded. Try again; if it happens again, choose another headset and send the log to the developers.</source>
        <translation>脑电设备进程在连接时意外结束，没有记录任何内容。请重试；若再次发生，请换用其他脑电设备并把日志发给开发者。</translation>
    </message>
</context>
<context>
    <name>NoteRow</name>
    <message>
        <source>Note, such as: door slammed   (Enter stores it)</source>
        <translation>备注，例如：门响了一声   （回车保存）</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>While you write, the participant&apos;s keys do not reach the task.</source>
        <translation>书写期间，参与者的按键不会到达任务。</translation>
    </message>
    <message>
        <source>Store note</source>
        <translation>保存备注</translation>
    </message>
    <message>
        <source>Mark this moment: {what}</source>
        <translation>标记此刻：{what}</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>A session is running: {session}.</source>
        <translation>会话正在进行：{session}。</translation>
    </message>
    <message>
        <source>The session has ended: {session}.</source>
        <translation>会话已结束：{session}。</translation>
    </message>
    <message>
        <source>Monitor</source>
        <translation>监控</translation>
    </message>
    <message>
        <source>The participant asks for you. Please go to them.</source>
        <translation>参与者在呼叫您，请过去。</translation>
    </message>
    <message>
        <source>Another window or program is recording in this folder: {names}. It can be reviewed once it has ended.</source>
        <translation>另一个窗口或程序正在此文件夹中记录：{names}。结束后即可查看。</translation>
    </message>
</context>
<context>
    <name>NullPlot</name>
    <message>
        <source>The score beside its controls</source>
        <translation>得分与各项对照</translation>
    </message>
    <message>
        <source>this score</source>
        <translation>本得分</translation>
    </message>
    <message>
        <source>{auc}, no interval: few windows</source>
        <translation>{auc}，时间窗少，无区间</translation>
    </message>
    <message>
        <source>{auc} [{low}, {high}]</source>
        <translation>{auc} [{low}, {high}]</translation>
    </message>
    <message>
        <source>✓ score is better</source>
        <translation>✓ 得分更优</translation>
    </message>
    <message>
        <source>✕ score is not better</source>
        <translation>✕ 得分未胜出</translation>
    </message>
    <message>
        <source>✓ score is no worse</source>
        <translation>✓ 不优于得分</translation>
    </message>
    <message>
        <source>AUC, held out</source>
        <translation>AUC（留出）</translation>
    </message>
</context>
<context>
    <name>OpeningDialog</name>
    <message>
        <source>Private &amp;key</source>
        <translation>私钥(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Who does it</source>
        <translation>执行者(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>原因(&amp;R)</translation>
    </message>
    <message>
        <source>The study&apos;s &amp;short name once more</source>
        <translation>再次输入研究简称(&amp;S)</translation>
    </message>
</context>
<context>
    <name>Overview</name>
    <message>
        <source>Overview of the recording</source>
        <translation>记录总览</translation>
    </message>
    <message>
        <source>The whole recording; click to go there</source>
        <translation>整个记录；点击可跳转</translation>
    </message>
</context>
<context>
    <name>Page</name>
    <message>
        <source>{name}: {value}</source>
        <translation>{name}：{value}</translation>
    </message>
    <message>
        <source>shown now</source>
        <translation>当前显示</translation>
    </message>
    <message>
        <source>Content, scrolled by the arrow keys</source>
        <translation>内容，可用方向键滚动</translation>
    </message>
</context>
<context>
    <name>People</name>
    <message>
        <source>female</source>
        <translation>女</translation>
    </message>
    <message>
        <source>male</source>
        <translation>男</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>right</source>
        <translation>右利手</translation>
    </message>
    <message>
        <source>left</source>
        <translation>左利手</translation>
    </message>
    <message>
        <source>both</source>
        <translation>双利手</translation>
    </message>
    <message>
        <source>normal</source>
        <translation>正常</translation>
    </message>
    <message>
        <source>corrected to normal</source>
        <translation>矫正后正常</translation>
    </message>
    <message>
        <source>impaired</source>
        <translation>受损</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>知情同意</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Enrolled</source>
        <translation>登记日期</translation>
    </message>
    <message>
        <source>Keep until</source>
        <translation>保留至</translation>
    </message>
    <message>
        <source>▲ {day}: remove their data</source>
        <translation>▲ {day}：请删除其数据</translation>
    </message>
</context>
<context>
    <name>PeoplePage</name>
    <message>
        <source>People and consent</source>
        <translation>人员与知情同意</translation>
    </message>
    <message>
        <source>People of this dataset</source>
        <translation>此数据集中的人员</translation>
    </message>
    <message>
        <source>Anonymous copy…</source>
        <translation>匿名副本…</translation>
    </message>
    <message>
        <source>Withdraw…</source>
        <translation>退出研究…</translation>
    </message>
    <message>
        <source>Ask for consent</source>
        <translation>征求知情同意</translation>
    </message>
    <message>
        <source>Enrol a person</source>
        <translation>登记人员</translation>
    </message>
    <message>
        <source>Consent form of this dataset: version {version}.</source>
        <translation>此数据集的同意书：第 {version} 版。</translation>
    </message>
    <message>
        <source>This dataset asks for no consent. Give it a form with: attention-camp people form {folder} FILE</source>
        <translation>此数据集不要求知情同意。可用以下命令添加同意书：attention-camp people form {folder} FILE</translation>
    </message>
    <message>
        <source>Nobody is enrolled yet. Enrolment gives a person a random label, keeps what they answer and agree to, and draws their place in a locked study.</source>
        <translation>尚未登记任何人。登记会给每人一个随机编号，保存其回答和同意的内容，并在已锁定的研究中抽取其位置。</translation>
    </message>
    <message>
        <source>The time for which data may be kept is over: {people}. Withdraw them, or ask for their consent again.</source>
        <translation>数据保留期限已过：{people}。请让其退出并删除数据，或再次征求知情同意。</translation>
    </message>
</context>
<context>
    <name>PersonCourse</name>
    <message>
        <source>sub-{participant} over {n:session|sessions} of {protocol}</source>
        <translation>sub-{participant} 的 {n} 次会话：{protocol}</translation>
    </message>
    <message>
        <source>Each point is one run of one protocol, over its training trials. Practice with the task alone changes these figures, too.</source>
        <translation>每个点是同一方案的一轮，取自其训练试次。仅凭对任务的熟练，这些数值也会变化。</translation>
    </message>
    <message>
        <source>Mean level</source>
        <translation>平均等级</translation>
    </message>
    <message>
        <source>Correct, %</source>
        <translation>正确率（%）</translation>
    </message>
    <message>
        <source>Median reaction time, ms</source>
        <translation>反应时中位数（ms）</translation>
    </message>
    <message>
        <source>Mean engagement</source>
        <translation>平均投入度</translation>
    </message>
</context>
<context>
    <name>PhotodiodePage</name>
    <message>
        <source>How late a picture is on the glass, and how steadily: in ten minutes, on your own monitor.</source>
        <translation>画面出现在屏幕上晚多少、是否稳定：十分钟内在您自己的显示器上测得。</translation>
    </message>
    <message>
        <source>Photodiode</source>
        <translation>光电二极管</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Measure</source>
        <translation>测量</translation>
    </message>
    <message>
        <source>1. Tape the diode over the patch</source>
        <translation>1. 将光电二极管贴在色块上</translation>
    </message>
    <message>
        <source>The patch is in a corner of the participant&apos;s screen. Take the corner nearest to the height of the stimuli, and shield the diode from the light of the room.</source>
        <translation>色块位于参与者屏幕的一角。请选择与刺激高度最接近的一角，并遮挡环境光。</translation>
    </message>
    <message>
        <source>Top left</source>
        <translation>左上</translation>
    </message>
    <message>
        <source>Top right</source>
        <translation>右上</translation>
    </message>
    <message>
        <source>Bottom left</source>
        <translation>左下</translation>
    </message>
    <message>
        <source>Bottom right</source>
        <translation>右下</translation>
    </message>
    <message>
        <source>Corner</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Size of the patch</source>
        <translation>色块大小</translation>
    </message>
    <message>
        <source>2. Say where its signal goes</source>
        <translation>2. 说明信号接到哪里</translation>
    </message>
    <message>
        <source>Best into a free channel of the headset&apos;s amplifier: the result then holds for what is recorded, transport included. A sound card measures the screen alone.</source>
        <translation>最好接入脑电设备放大器的空闲通道：这样结果适用于所记录的数据，包括传输延迟。声卡只能测量屏幕本身。</translation>
    </message>
    <message>
        <source>the only auxiliary one</source>
        <translation>唯一的辅助通道</translation>
    </message>
    <message>
        <source>Connected to</source>
        <translation>接到</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>3. Measure</source>
        <translation>3. 测量</translation>
    </message>
    <message>
        <source>Onsets</source>
        <translation>呈现次数</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>正在测量</translation>
    </message>
    <message>
        <source>Headset: {name}</source>
        <translation>脑电设备：{name}</translation>
    </message>
    <message>
        <source>Sound card</source>
        <translation>声卡</translation>
    </message>
    <message>
        <source>Simulated diode, to try this page</source>
        <translation>模拟光电二极管（试用本页）</translation>
    </message>
    <message>
        <source>A cross is shown on screen {name}. The patch changes about twice a second, far below the limit for flashes. 100 onsets take a minute; Esc ends it.</source>
        <translation>屏幕 {name} 上会显示十字。色块每秒约变化两次，远低于闪烁的限值。呈现 100 次约需一分钟；按 Esc 结束。</translation>
    </message>
    <message>
        <source>Measuring…</source>
        <translation>正在测量…</translation>
    </message>
    <message>
        <source>The measurement broke off, and nothing of it was kept. Close other full-screen programs, then measure again.</source>
        <translation>测量中断，未保留任何结果。请关闭其他全屏程序后重新测量。</translation>
    </message>
    <message>
        <source>Stopped; the result before is kept.</source>
        <translation>已停止；保留之前的结果。</translation>
    </message>
    <message>
        <source>{screen}, {date}, {sensor}</source>
        <translation>{screen}，{date}，{sensor}</translation>
    </message>
    <message>
        <source>sampling alone can add {sd}</source>
        <translation>仅采样就可增加 {sd}</translation>
    </message>
    <message>
        <source>Offset, mean</source>
        <translation>偏移（均值）</translation>
    </message>
    <message>
        <source>after the recorded onset</source>
        <translation>晚于所记录的呈现时刻</translation>
    </message>
    <message>
        <source>Spread (SD)</source>
        <translation>离散（SD）</translation>
    </message>
    <message>
        <source>Onsets not seen</source>
        <translation>未检出的呈现</translation>
    </message>
    <message>
        <source>{missed} of {all}</source>
        <translation>{all} 次中 {missed} 次</translation>
    </message>
</context>
<context>
    <name>PhotodiodeResults</name>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
</context>
<context>
    <name>PlanCard</name>
    <message>
        <source>This protocol cannot be used</source>
        <translation>无法使用此方案</translation>
    </message>
    <message>
        <source>{blocks:block|blocks}, {trials:trial|trials}, about {duration}</source>
        <translation>{blocks} 个组块，{trials} 个试次，约 {duration}</translation>
    </message>
    <message>
        <source>A camp of {of} sessions.</source>
        <translation>训练营共 {of} 次会话。</translation>
    </message>
    <message>
        <source>Session {n}, after the {of} of the camp; it can be recorded as well.</source>
        <translation>第 {n} 次会话，训练营的 {of} 次已做完；仍可照常记录。</translation>
    </message>
    <message>
        <source>Session {n} of {of}.</source>
        <translation>第 {n} 次会话，共 {of} 次。</translation>
    </message>
    <message>
        <source>↪ begins at the level at which session {before} ended.</source>
        <translation>↪ 从会话 {before} 结束时的等级开始。</translation>
    </message>
    <message>
        <source>The earlier sessions cannot be read: {why}</source>
        <translation>无法读取先前的会话：{why}</translation>
    </message>
    <message>
        <source>↪ level {n}</source>
        <translation>↪ 等级 {n}</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>组块</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Trials</source>
        <translation>试次</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>✓ The timing of this PC has been measured.</source>
        <translation>✓ 本机的计时已经检测。</translation>
    </message>
</context>
<context>
    <name>Practice</name>
    <message>
        <source>mostly wrong answers</source>
        <translation>多为错误回答</translation>
    </message>
    <message>
        <source>mostly late answers</source>
        <translation>多为迟到的回答</translation>
    </message>
    <message>
        <source>mostly keys before the display</source>
        <translation>多为画面出现前的按键</translation>
    </message>
    <message>
        <source>mostly no answer</source>
        <translation>多为未作答</translation>
    </message>
    <message>
        <source>mostly keys that do not answer</source>
        <translation>多为无效按键</translation>
    </message>
    <message>
        <source>mostly items missed</source>
        <translation>多为遗漏</translation>
    </message>
    <message>
        <source>mostly keys where none was asked for</source>
        <translation>多为不该按时的按键</translation>
    </message>
    <message>
        <source>nearly always the same key</source>
        <translation>几乎总按同一个键</translation>
    </message>
    <message>
        <source>{task}: practice took {rounds:round|rounds} ({right} of {trials} correct).</source>
        <translation>{task}：练习用了 {rounds} 轮（{trials} 次中 {right} 次正确）。</translation>
    </message>
    <message>
        <source>{task}: practice did not show that the task is understood ({right} of {trials} correct, {problem}). Please go to the participant.</source>
        <translation>{task}：练习未能表明参与者已理解任务（{trials} 次中 {right} 次正确，{problem}）。请到参与者身边去。</translation>
    </message>
</context>
<context>
    <name>ProtocolEditor</name>
    <message>
        <source>The file, as YAML</source>
        <translation>文件（YAML）</translation>
    </message>
</context>
<context>
    <name>ProtocolForm</name>
    <message>
        <source>Protocol</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>组块</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Up</source>
        <translation>上移</translation>
    </message>
    <message>
        <source>Down</source>
        <translation>下移</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>{n:trial|trials}</source>
        <translation>{n} 个试次</translation>
    </message>
    <message>
        <source>Short name</source>
        <translation>简称</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>会话数</translation>
    </message>
    <message>
        <source>Participants</source>
        <translation>参与者</translation>
    </message>
    <message>
        <source>adults</source>
        <translation>成人</translation>
    </message>
    <message>
        <source>children</source>
        <translation>儿童</translation>
    </message>
    <message>
        <source>as listed</source>
        <translation>按所列顺序</translation>
    </message>
    <message>
        <source>balanced over people</source>
        <translation>在参与者之间平衡</translation>
    </message>
    <message>
        <source>chosen by a curriculum</source>
        <translation>由课程安排选择</translation>
    </message>
    <message>
        <source>Order of blocks</source>
        <translation>组块顺序</translation>
    </message>
    <message>
        <source>Answer keys</source>
        <translation>作答按键</translation>
    </message>
    <message>
        <source>More fields are written in the file beside.</source>
        <translation>其他字段请写在旁边的文件中。</translation>
    </message>
    <message>
        <source>Block {n}</source>
        <translation>组块 {n}</translation>
    </message>
</context>
<context>
    <name>ProtocolPage</name>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Empty protocol</source>
        <translation>空白方案</translation>
    </message>
    <message>
        <source>Copy of {protocol}</source>
        <translation>“{protocol}”的副本</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Choose a protocol file</source>
        <translation>选择方案文件</translation>
    </message>
    <message>
        <source>Duplicate</source>
        <translation>创建副本</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>not saved yet</source>
        <translation>尚未保存</translation>
    </message>
    <message>
        <source>Protocol: {file}</source>
        <translation>方案：{file}</translation>
    </message>
    <message>
        <source>{n} to be corrected before it can be used:</source>
        <translation>使用前须更正 {n} 处：</translation>
    </message>
    <message>
        <source>✓ {blocks:block|blocks}, {trials:trial|trials}, about {duration}</source>
        <translation>✓ {blocks} 个组块，{trials} 个试次，约 {duration}</translation>
    </message>
    <message>
        <source>✕ line {line}, {field}: {problem}</source>
        <translation>✕ 第 {line} 行，{field}：{problem}</translation>
    </message>
    <message>
        <source>Correct the file before it is duplicated.</source>
        <translation>请先更正文件，再创建副本。</translation>
    </message>
    <message>
        <source>Opened: {file}</source>
        <translation>已打开：{file}</translation>
    </message>
    <message>
        <source>Save the protocol</source>
        <translation>保存方案</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>已保存：{file}</translation>
    </message>
    <message>
        <source>Choose it as the protocol of a session under New session.</source>
        <translation>在“新建会话”中可将其选作会话的方案。</translation>
    </message>
    <message>
        <source>{file} is a shipped protocol and stays as it is. Save under another name.</source>
        <translation>{file} 是随程序提供的方案，保持原样。请以其他名称保存。</translation>
    </message>
    <message>
        <source>Close preview</source>
        <translation>关闭预览</translation>
    </message>
    <message>
        <source>The preview opens in a window of its own; nothing is recorded. Esc closes it.</source>
        <translation>预览在单独的窗口中打开，不作记录。按 Esc 关闭。</translation>
    </message>
    <message>
        <source>Preview</source>
        <translation>预览</translation>
    </message>
    <message>
        <source>The block could not be shown.</source>
        <translation>该组块无法显示。</translation>
    </message>
</context>
<context>
    <name>PublishPage</name>
    <message>
        <source>note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>protocol</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>title of a block</source>
        <translation>组块标题</translation>
    </message>
    <message>
        <source>Anonymous copy</source>
        <translation>匿名副本</translation>
    </message>
    <message>
        <source>Free texts of this dataset</source>
        <translation>此数据集中的自由文本</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>Instead</source>
        <translation>改为</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>Times</source>
        <translation>次数</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Write the copy…</source>
        <translation>写出副本…</translation>
    </message>
    <message>
        <source>Labels are new, dates and serial numbers are left out. Free text goes into the copy only where you tick it: read each, and write another wording where it names somebody.</source>
        <translation>使用新编号，去除日期和序列号。只有您勾选的自由文本才会进入副本：请逐条阅读，提到某人时改写措辞。</translation>
    </message>
    <message>
        <source>Labels are new, dates and serial numbers are left out. There is no free text to read.</source>
        <translation>使用新编号，去除日期和序列号。没有需要阅读的自由文本。</translation>
    </message>
    <message>
        <source>Choose a new or empty folder</source>
        <translation>选择新的或空的文件夹</translation>
    </message>
    <message>
        <source>Writing the copy…</source>
        <translation>正在写出副本…</translation>
    </message>
    <message>
        <source>The copy is in {folder}. The key to the old labels is {key}: keep it apart, or delete it.</source>
        <translation>副本在 {folder}。与原编号的对照表是 {key}：请另行保管，或将其删除。</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>打开文件夹</translation>
    </message>
</context>
<context>
    <name>QAbstractFileIconProvider</name>
    <message>
        <source>Drive</source>
        <translation>驱动器</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>%1 File</source>
        <translation>%1 文件</translation>
    </message>
    <message>
        <source>File Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Shortcut</source>
        <translation>快捷方式</translation>
    </message>
    <message>
        <source>Alias</source>
        <translation>替身</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>未知</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>查找范围(&amp;L)：</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>文件类型(&amp;T)：</translation>
    </message>
    <message>
        <source>Computer</source>
        <translation>计算机</translation>
    </message>
</context>
<context>
    <name>Quality</name>
    <message>
        <source>good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>doubtful</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>bad</source>
        <translation>不良</translation>
    </message>
</context>
<context>
    <name>RehearsalPage</name>
    <message>
        <source>Rehearse a study</source>
        <translation>预演研究</translation>
    </message>
    <message>
        <source>Simulated people work the whole study before anyone is invited: how often it would find an effect, how large one must be, and for how many people the score would steer. It is no evidence that the training works.</source>
        <translation>在邀请任何人之前，先由模拟参与者完成整个研究：它多常能发现效应、效应须有多大、得分会对多少人参与调节。这并不能证明训练有效。</translation>
    </message>
    <message>
        <source>Study file</source>
        <translation>研究文件</translation>
    </message>
    <message>
        <source>Folder for the results</source>
        <translation>结果文件夹</translation>
    </message>
    <message>
        <source>Adults</source>
        <translation>成人</translation>
    </message>
    <message>
        <source>Children</source>
        <translation>儿童</translation>
    </message>
    <message>
        <source>Older adults</source>
        <translation>老年人</translation>
    </message>
    <message>
        <source>Nobody learns more in any arm</source>
        <translation>任何组都不会学得更多</translation>
    </message>
    <message>
        <source>Harder trials in lapses teach to notice them</source>
        <translation>走神时变难的试次教人察觉走神</translation>
    </message>
    <message>
        <source>Simulated people</source>
        <translation>模拟参与者</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>人群</translation>
    </message>
    <message>
        <source>Assumed effect</source>
        <translation>假定的效应</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Choose: {what}</source>
        <translation>选择：{what}</translation>
    </message>
    <message>
        <source>Rehearsing</source>
        <translation>正在预演</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Rehearse</source>
        <translation>预演</translation>
    </message>
    <message>
        <source>Choose a study file</source>
        <translation>选择研究文件</translation>
    </message>
    <message>
        <source>Choose a folder for the results</source>
        <translation>选择结果文件夹</translation>
    </message>
    <message>
        <source>Stopped. What was simulated is kept; the same choices go on from here.</source>
        <translation>已停止。已模拟的部分保留；用同样的选择可从此处继续。</translation>
    </message>
    <message>
        <source>Simulating sessions</source>
        <translation>正在模拟会话</translation>
    </message>
    <message>
        <source>Drawing studies</source>
        <translation>正在抽取研究</translation>
    </message>
    <message>
        <source>Open report</source>
        <translation>打开报告</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>{arms}: {found:.0%} ({low:.0%} to {high:.0%}) of studies of {n} people find a difference; {false:.0%} with the arms dealt anew.</source>
        <translation>{arms}：在 {n} 人的研究中，{found:.0%}（{low:.0%} 至 {high:.0%}）发现差异；重新分组后为 {false:.0%}。</translation>
    </message>
    <message>
        <source>{n:comparison|comparisons} had too few people.</source>
        <translation>{n} 项比较人数过少。</translation>
    </message>
    <message>
        <source>{arm}: the score would steer in {n} of {all:person|people}.</source>
        <translation>{arm}：{all} 人中得分会对 {n} 人参与调节。</translation>
    </message>
    <message>
        <source>The score of {share:.0%} ({low:.0%} to {high:.0%}) of people will not steer: {n} of {all:simulated one|simulated ones}.</source>
        <translation>预计有 {share:.0%}（{low:.0%} 至 {high:.0%}）的人的得分不会参与调节：模拟的 {all} 人中有 {n} 人。</translation>
    </message>
    <message>
        <source>The smallest AUC that a calibration could have told from chance: {auc:.2f} (median of the calibrations; {low:.2f} to {high:.2f} in four of five).</source>
        <translation>校准能与随机水平区分开的最小 AUC：{auc:.2f}（各次校准的中位数；五分之四的校准在 {low:.2f} 至 {high:.2f} 之间）。</translation>
    </message>
</context>
<context>
    <name>ReliabilityPlot</name>
    <message>
        <source>Reliability diagram</source>
        <translation>校准曲线（可靠性图）</translation>
    </message>
    <message>
        <source>said {p}: {share} were task, of {n:window|windows}</source>
        <translation>得分 {p}：{n} 个时间窗中 {share} 是任务</translation>
    </message>
    <message>
        <source>what the score said</source>
        <translation>得分给出的概率</translation>
    </message>
    <message>
        <source>share that was task</source>
        <translation>实际为任务的比例</translation>
    </message>
</context>
<context>
    <name>Report</name>
    <message>
        <source>Participant and session</source>
        <translation>参与者与会话</translation>
    </message>
    <message>
        <source>Begun</source>
        <translation>开始时间</translation>
    </message>
    <message>
        <source>Duration of the EEG</source>
        <translation>脑电时长</translation>
    </message>
    <message>
        <source>Trials</source>
        <translation>试次</translation>
    </message>
    <message>
        <source>Correct in training</source>
        <translation>训练正确率</translation>
    </message>
    <message>
        <source>Median reaction time</source>
        <translation>反应时中位数</translation>
    </message>
    <message>
        <source>Difficulty, block by block</source>
        <translation>各组块的难度</translation>
    </message>
    <message>
        <source>EEG on disk</source>
        <translation>已存盘的脑电</translation>
    </message>
    <message>
        <source>Session hash</source>
        <translation>会话哈希</translation>
    </message>
    <message>
        <source>Signal check at the start</source>
        <translation>开始时的信号检查</translation>
    </message>
    <message>
        <source>Trials with an engagement score</source>
        <translation>有投入度得分的试次</translation>
    </message>
    <message>
        <source>Good channels, mean over trials</source>
        <translation>良好通道，各试次平均</translation>
    </message>
    <message>
        <source>Lost samples</source>
        <translation>丢失样本</translation>
    </message>
    <message>
        <source>Dropped frames</source>
        <translation>丢帧</translation>
    </message>
    <message>
        <source>Trials with a late onset</source>
        <translation>刺激呈现过晚的试次</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>{good} of {n:channel|channels} good</source>
        <translation>良好通道 {good}/{n}</translation>
    </message>
    <message>
        <source>▲ {found}; started anyway: {reason}</source>
        <translation>▲ {found}；仍开始，理由：{reason}</translation>
    </message>
    <message>
        <source>▲ {n}, {seconds} in {gaps:gap|gaps}</source>
        <translation>▲ {n} 个，{gaps} 处中断共 {seconds}</translation>
    </message>
    <message>
        <source>From packet to score</source>
        <translation>从数据包到得分</translation>
    </message>
    <message>
        <source>Sample clock</source>
        <translation>采样时钟</translation>
    </message>
    <message>
        <source>Delay of the filter</source>
        <translation>滤波延迟</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{n} / {all}</translation>
    </message>
    <message>
        <source>{delay} at 10 Hz</source>
        <translation>10 Hz 处 {delay}</translation>
    </message>
    <message>
        <source>{permission}: {why}</source>
        <translation>{permission}：{why}</translation>
    </message>
    <message>
        <source>not measured: not in real time</source>
        <translation>未测量：并非实时运行</translation>
    </message>
    <message>
        <source>median {median}, 95 % within {p95}</source>
        <translation>中位数 {median}，95% 在 {p95} 以内</translation>
    </message>
    <message>
        <source>✓ met</source>
        <translation>✓ 达到</translation>
    </message>
    <message>
        <source>▲ missed</source>
        <translation>▲ 未达到</translation>
    </message>
    <message>
        <source>{met}: 95 % within {limit}, of which {hop} from score to score</source>
        <translation>{met}：95% 在 {limit} 以内，其中得分间隔为 {hop}</translation>
    </message>
    <message>
        <source>{rate}; residual {last}, at most {largest}</source>
        <translation>{rate}；残差 {last}，最大 {largest}</translation>
    </message>
</context>
<context>
    <name>ReviewHands</name>
    <message>
        <source>New annotation</source>
        <translation>新建标注</translation>
    </message>
    <message>
        <source>“{text}” is part of the recording and is not changed. Add an annotation of your own beside it.</source>
        <translation>“{text}”属于记录本身，不会改动。请在旁边添加您自己的标注。</translation>
    </message>
    <message>
        <source>Edit annotation</source>
        <translation>编辑标注</translation>
    </message>
</context>
<context>
    <name>Scales</name>
    <message>
        <source>as shipped</source>
        <translation>出厂标尺</translation>
    </message>
    <message>
        <source>personal</source>
        <translation>个人标尺</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>未获准</translation>
    </message>
    <message>
        <source>EEG</source>
        <translation>脑电</translation>
    </message>
    <message>
        <source>EEG and pupil</source>
        <translation>脑电和瞳孔</translation>
    </message>
    <message>
        <source>EEG and, in part, pupil</source>
        <translation>脑电，部分含瞳孔</translation>
    </message>
</context>
<context>
    <name>Screens</name>
    <message>
        <source>{n}: {name}, {width} × {height}</source>
        <translation>{n}：{name}，{width} × {height}</translation>
    </message>
    <message>
        <source>The stimuli keep the size that the locked study&apos;s protocol says, not the {n} % of Settings.</source>
        <translation>刺激保持已锁定研究的方案所规定的大小，而不是“设置”中的 {n}%。</translation>
    </message>
    <message>
        <source>The stimuli keep their size, not the {n} % of Settings: a task of this protocol needs the whole screen.</source>
        <translation>刺激保持原来的大小，而不是“设置”中的 {n}%：此方案中有一项任务需要整个屏幕。</translation>
    </message>
    <message>
        <source>▲ Stimuli are shown at {n} %, as chosen in Settings, not as the protocol says. It is kept with the session.</source>
        <translation>▲ 刺激按“设置”中选择的 {n}% 显示，而不按方案规定；此设置随会话记录。</translation>
    </message>
    <message>
        <source>The task opens on screen {name}.</source>
        <translation>任务将在屏幕 {name} 上打开。</translation>
    </message>
    <message>
        <source>▲ The task covers this window: there is one screen for both. The shortcuts for notes, pause and end work from the task; Alt+Tab brings this window back while the task goes on. At the end a neutral page hides the results.</source>
        <translation>▲ 任务会盖住此窗口：两人共用一个屏幕。备注、暂停和结束的快捷键在任务中同样有效；Alt+Tab 可切回此窗口，任务照常进行。结束时会有空白页遮住结果。</translation>
    </message>
    <message>
        <source>The task opens in a window on this screen.</source>
        <translation>任务将在此屏幕上以窗口打开。</translation>
    </message>
</context>
<context>
    <name>SessionLine</name>
    <message>
        <source>Mirror</source>
        <translation>镜像</translation>
    </message>
    <message>
        <source>Mirror of the participant&apos;s screen</source>
        <translation>参与者屏幕的镜像</translation>
    </message>
    <message>
        <source>Give it to the task</source>
        <translation>交给任务</translation>
    </message>
    <message>
        <source>The participant&apos;s keys reach the task again</source>
        <translation>参与者的按键重新到达任务</translation>
    </message>
    <message>
        <source>The participant&apos;s screen, small, once a second</source>
        <translation>参与者屏幕的缩小画面，每秒更新一次</translation>
    </message>
    <message>
        <source>● Class page: {learner}</source>
        <translation>● 班级页面：{learner}</translation>
    </message>
    <message>
        <source>▲ Class page: no contact</source>
        <translation>▲ 班级页面：失去联系</translation>
    </message>
    <message>
        <source>What the class page calls this session. It goes on without it.</source>
        <translation>班级页面上此会话的名称。没有该页面，会话照常进行。</translation>
    </message>
    <message>
        <source>▲ Keyboard: here. The participant&apos;s keys do not count.</source>
        <translation>▲ 键盘：在此窗口。参与者的按键不计入。</translation>
    </message>
    <message>
        <source>● Keyboard: the task</source>
        <translation>● 键盘：任务</translation>
    </message>
    <message>
        <source>Participant {participant} · session {session} · {protocol} · {arm}</source>
        <translation>参与者 {participant} · 会话 {session} · {protocol} · {arm}</translation>
    </message>
</context>
<context>
    <name>SessionWork</name>
    <message>
        <source>Comment on sub-{participant}, session {session}</source>
        <translation>对 sub-{participant} 会话 {session} 的备注</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Put {n} sessions into the bin?</source>
        <translation>将 {n} 个会话放入回收站？</translation>
    </message>
    <message>
        <source>Put this session into the bin?</source>
        <translation>将此会话放入回收站？</translation>
    </message>
    <message>
        <source>{names}: gone from all lists and analyses. The files stay in the dataset, under sourcedata/bin, and Undo puts them back.</source>
        <translation>{names}：将从所有列表和分析中消失。文件仍保留在数据集的 sourcedata/bin 下，可用“撤销”放回。</translation>
    </message>
    <message>
        <source>Put into the bin</source>
        <translation>放入回收站</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Choose a folder for the tables</source>
        <translation>选择存放表格的文件夹</translation>
    </message>
    <message>
        <source>Writing the tables…</source>
        <translation>正在写入表格…</translation>
    </message>
    <message>
        <source>Analyse the selection</source>
        <translation>分析所选会话</translation>
    </message>
    <message>
        <source>Compare side by side</source>
        <translation>并排比较</translation>
    </message>
    <message>
        <source>Course of this person over sessions</source>
        <translation>此人历次会话的变化</translation>
    </message>
    <message>
        <source>The tables are in {folder}</source>
        <translation>表格位于 {folder}</translation>
    </message>
</context>
<context>
    <name>Sessions</name>
    <message>
        <source>Finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>Interrupted</source>
        <translation>已中断</translation>
    </message>
    <message>
        <source>Ended early</source>
        <translation>提前结束</translation>
    </message>
    <message>
        <source>Stopped by participant</source>
        <translation>参与者中止</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>正在记录</translation>
    </message>
    <message>
        <source>Unreadable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Participant</source>
        <translation>参与者</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Duration</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Trials</source>
        <translation>试次</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>正确率</translation>
    </message>
    <message>
        <source>Engagement</source>
        <translation>投入度</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Difficulty</source>
        <translation>难度</translation>
    </message>
    <message>
        <source>Steered</source>
        <translation>参与调节</translation>
    </message>
    <message>
        <source>Headset</source>
        <translation>脑电设备</translation>
    </message>
    <message>
        <source>Arm</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>{session} · {n} runs</source>
        <translation>{session} · {n} 轮</translation>
    </message>
</context>
<context>
    <name>SessionsPage</name>
    <message>
        <source>Sessions</source>
        <translation>会话列表</translation>
    </message>
    <message>
        <source>Resume</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Open in viewer</source>
        <translation>在查看器中打开</translation>
    </message>
    <message>
        <source>Search, or one column: participant:02   (Ctrl+F)</source>
        <translation>搜索，或限定一列：参与者：02（Ctrl+F）</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Any state</source>
        <translation>所有状态</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Comment, export, bin: also by the right button</source>
        <translation>备注、导出、回收站：也可用右键</translation>
    </message>
    <message>
        <source>Order</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Arm</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Headset</source>
        <translation>脑电设备</translation>
    </message>
    <message>
        <source>Any protocol</source>
        <translation>所有方案</translation>
    </message>
    <message>
        <source>Any arm</source>
        <translation>任意分组</translation>
    </message>
    <message>
        <source>Any headset</source>
        <translation>任意设备</translation>
    </message>
    <message>
        <source>Sorted by date</source>
        <translation>按日期排序</translation>
    </message>
    <message>
        <source>Sorted by {column}</source>
        <translation>按{column}排序</translation>
    </message>
    <message>
        <source>Reading the list of sessions…</source>
        <translation>正在读取会话列表…</translation>
    </message>
    <message>
        <source>Reading the list of sessions: {done} of {n}</source>
        <translation>正在读取会话列表：{done} / {n}</translation>
    </message>
    <message>
        <source>No sessions in {folder} yet. Those you record are listed here.</source>
        <translation>{folder} 中还没有会话。您记录的会话会列在这里。</translation>
    </message>
    <message>
        <source>New session</source>
        <translation>新建会话</translation>
    </message>
    <message>
        <source>{shown} of {n:session|sessions}</source>
        <translation>共 {n} 个会话，显示 {shown} 个</translation>
    </message>
    <message>
        <source>{n} selected</source>
        <translation>已选 {n} 个</translation>
    </message>
    <message>
        <source>Comment…</source>
        <translation>备注…</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Export tables of the selection…</source>
        <translation>导出所选会话的表格…</translation>
    </message>
    <message>
        <source>Put into the bin…</source>
        <translation>放入回收站…</translation>
    </message>
    <message>
        <source>Undo: put back from the bin</source>
        <translation>撤销：从回收站放回</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Kept in {file}</source>
        <translation>保存于 {file}</translation>
    </message>
    <message>
        <source>A session is running; the settings wait until it ends.</source>
        <translation>会话正在进行；结束后才能更改设置。</translation>
    </message>
    <message>
        <source>Language and appearance</source>
        <translation>语言与外观</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>&amp;Language · 语言</source>
        <translation>语言 · &amp;Language</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>&amp;Appearance</source>
        <translation>外观(&amp;A)</translation>
    </message>
    <message>
        <source>{n} %</source>
        <translation>{n}%</translation>
    </message>
    <message>
        <source>&amp;Text size</source>
        <translation>文字大小(&amp;T)</translation>
    </message>
    <message>
        <source>Reduced &amp;motion on the participant&apos;s pages</source>
        <translation>减少参与者页面上的动画(&amp;M)</translation>
    </message>
    <message>
        <source>such as: coughed</source>
        <translation>例如：咳嗽</translation>
    </message>
    <message>
        <source>Own &amp;quick mark</source>
        <translation>自定义快速标记(&amp;Q)</translation>
    </message>
    <message>
        <source>Recordings</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更改…</translation>
    </message>
    <message>
        <source>Dataset folder</source>
        <translation>数据集文件夹</translation>
    </message>
    <message>
        <source>A BIDS dataset: every session is written there while it runs. Sessions in the former folder stay where they are.</source>
        <translation>BIDS 数据集：每个会话在进行时即写入其中。原文件夹中的会话保持不动。</translation>
    </message>
    <message>
        <source>The participant&apos;s screen</source>
        <translation>参与者的屏幕</translation>
    </message>
    <message>
        <source>The one the researcher does not use</source>
        <translation>研究人员未使用的那个屏幕</translation>
    </message>
    <message>
        <source>Sc&amp;reen</source>
        <translation>屏幕(&amp;R)</translation>
    </message>
    <message>
        <source>Show the numbers</source>
        <translation>显示编号</translation>
    </message>
    <message>
        <source>&amp;Width of the screen</source>
        <translation>屏幕宽度(&amp;W)</translation>
    </message>
    <message>
        <source>Si&amp;ze of the patch</source>
        <translation>色块大小(&amp;Z)</translation>
    </message>
    <message>
        <source>F&amp;ill the whole screen</source>
        <translation>占满整个屏幕(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Distance from the eyes</source>
        <translation>与眼睛的距离(&amp;D)</translation>
    </message>
    <message>
        <source>Text size of the participa&amp;nt&apos;s pages</source>
        <translation>参与者页面的文字大小(&amp;N)</translation>
    </message>
    <message>
        <source>As the protocol says</source>
        <translation>按方案规定</translation>
    </message>
    <message>
        <source>Siz&amp;e of the stimuli</source>
        <translation>刺激的大小(&amp;E)</translation>
    </message>
    <message>
        <source>Kept with each session. A locked study keeps the size of its protocol.</source>
        <translation>随每次会话记录。已锁定的研究保持其方案规定的大小。</translation>
    </message>
    <message>
        <source>Sizes of what is shown are in degrees of visual angle, made from width and distance: measure both. The monitor&apos;s gamma is not changed.</source>
        <translation>所示内容的大小以视角度数计，由宽度和距离换算：请测量这两项。不会改动显示器的伽马值。</translation>
    </message>
    <message>
        <source>None</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Top left</source>
        <translation>左上</translation>
    </message>
    <message>
        <source>Top right</source>
        <translation>右上</translation>
    </message>
    <message>
        <source>Bottom left</source>
        <translation>左下</translation>
    </message>
    <message>
        <source>Bottom right</source>
        <translation>右下</translation>
    </message>
    <message>
        <source>&amp;Photodiode patch</source>
        <translation>光电二极管色块(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Click on the right channel with sounds</source>
        <translation>播放声音时右声道发出咔嗒声(&amp;C)</translation>
    </message>
    <message>
        <source>The settings could not be kept in {file}: {why}</source>
        <translation>无法把设置保存到 {file}：{why}</translation>
    </message>
    <message>
        <source>Choose the folder for recordings</source>
        <translation>选择保存记录的文件夹</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>In the session viewer</source>
        <translation>在会话查看器中</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>通用</translation>
    </message>
    <message>
        <source>Next and previous control</source>
        <translation>下一个和上一个控件</translation>
    </message>
    <message>
        <source>Press the control in focus</source>
        <translation>按下当前控件</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格键</translation>
    </message>
</context>
<context>
    <name>SignalStep</name>
    <message>
        <source>Guided fitting</source>
        <translation>引导佩戴</translation>
    </message>
    <message>
        <source>One electrode at a time, in words for the participant.</source>
        <translation>逐个查看电极，用参与者看得懂的话说明。</translation>
    </message>
    <message>
        <source>Reason for starting anyway:</source>
        <translation>如仍要开始，请写明理由：</translation>
    </message>
    <message>
        <source>Reason for starting anyway</source>
        <translation>仍要开始会话的理由</translation>
    </message>
    <message>
        <source>kept with the recording, such as: only the frontal channels matter</source>
        <translation>会随记录保存，例如：只需要额区通道</translation>
    </message>
    <message>
        <source>Waiting for the first seconds of signal…</source>
        <translation>正在等待最初几秒的信号…</translation>
    </message>
    <message>
        <source>All channels are good ({n}).</source>
        <translation>全部 {n} 个通道良好。</translation>
    </message>
    <message>
        <source>Good channels: {good} of {n}, enough to begin. Better first help the others, listed at the right.</source>
        <translation>良好通道 {good}/{n}，可以开始。最好先处理右侧列出的其他通道。</translation>
    </message>
    <message>
        <source>Good channels: {good} of {n}; this protocol asks for {needed}. Work through the list at the right.</source>
        <translation>良好通道 {good}/{n}；此方案要求 {needed} 个。请逐项处理右侧的列表。</translation>
    </message>
    <message>
        <source>● Good: {names}</source>
        <translation>● 良好：{names}</translation>
    </message>
</context>
<context>
    <name>Sources</name>
    <message>
        <source>Headsets</source>
        <translation>脑电设备</translation>
    </message>
    <message>
        <source>Demonstration, without a headset</source>
        <translation>演示，无需脑电设备</translation>
    </message>
    <message>
        <source>Network and files</source>
        <translation>网络与文件</translation>
    </message>
    <message>
        <source>Serial port</source>
        <translation>串口</translation>
    </message>
    <message>
        <source>Bluetooth (MAC) address</source>
        <translation>蓝牙（MAC）地址</translation>
    </message>
    <message>
        <source>IP address</source>
        <translation>IP 地址</translation>
    </message>
    <message>
        <source>IP port</source>
        <translation>IP 端口</translation>
    </message>
    <message>
        <source>IP protocol</source>
        <translation>IP 协议</translation>
    </message>
    <message>
        <source>Serial number or name</source>
        <translation>序列号或名称</translation>
    </message>
    <message>
        <source>Other information</source>
        <translation>其他信息</translation>
    </message>
    <message>
        <source>Search for at most, s</source>
        <translation>最长搜索时间（秒）</translation>
    </message>
    <message>
        <source>Electrodes, in order</source>
        <translation>电极，按顺序</translation>
    </message>
    <message>
        <source>Unit of the EEG, where it names none</source>
        <translation>脑电的单位（文件没有写明时）</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Name of the stream</source>
        <translation>流的名称</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>记录文件</translation>
    </message>
    <message>
        <source>Simulated brain</source>
        <translation>模拟脑电</translation>
    </message>
    <message>
        <source>Rhythms that follow the simulated participant&apos;s engagement, with blinks, muscle and mains. For demonstrations and for trying out a protocol.</source>
        <translation>节律随模拟参与者的投入度变化，并含眨眼、肌电和工频干扰。用于演示和试用方案。</translation>
    </message>
    <message>
        <source>LSL stream</source>
        <translation>LSL 流</translation>
    </message>
    <message>
        <source>EEG that another program sends over the network with the Lab Streaming Layer.</source>
        <translation>其他程序通过 Lab Streaming Layer 在网络上发送的脑电。</translation>
    </message>
    <message>
        <source>Recording, played again</source>
        <translation>重放记录</translation>
    </message>
    <message>
        <source>A BIDS run, BrainVision, EDF, BDF, FIF, EEGLAB or XDF file, sent as if it were live.</source>
        <translation>BIDS 记录，或 BrainVision、EDF、BDF、FIF、EEGLAB、XDF 文件，如同实时般发送。</translation>
    </message>
    <message>
        <source>BrainFlow&apos;s test signal: sine waves and noise.</source>
        <translation>BrainFlow 的测试信号：正弦波和噪声。</translation>
    </message>
</context>
<context>
    <name>Stages</name>
    <message>
        <source>Preparing</source>
        <translation>准备中</translation>
    </message>
    <message>
        <source>Instructions</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>Calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Break</source>
        <translation>休息</translation>
    </message>
    <message>
        <source>Paused</source>
        <translation>已暂停</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>practice</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>training</source>
        <translation>训练</translation>
    </message>
</context>
<context>
    <name>StatusStrip</name>
    <message>
        <source>No session</source>
        <translation>没有会话</translation>
    </message>
    <message>
        <source>Phase</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Progress of the session</source>
        <translation>会话进度</translation>
    </message>
    <message>
        <source>Elapsed</source>
        <translation>已用</translation>
    </message>
    <message>
        <source>Remaining</source>
        <translation>剩余</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Good channels</source>
        <translation>良好通道</translation>
    </message>
    <message>
        <source>Lost samples</source>
        <translation>丢失样本</translation>
    </message>
    <message>
        <source>Late onsets</source>
        <translation>呈现过晚</translation>
    </message>
    <message>
        <source>Eyes seen</source>
        <translation>检测到眼睛</translation>
    </message>
    <message>
        <source>▲ {n} of {all}</source>
        <translation>▲ {n}/{all}</translation>
    </message>
    <message>
        <source>Trials whose stimulus came later than it should: they are flagged in the data. Practice does not count. In all, {n} refreshes of the participant&apos;s screen came late; between two stimuli that harms nothing.</source>
        <translation>刺激呈现晚于预定时刻的试次：数据中会标记。练习不计入。参与者屏幕共有 {n} 次刷新迟到；在两个刺激之间没有影响。</translation>
    </message>
    <message>
        <source>○ not recording</source>
        <translation>○ 未在记录</translation>
    </message>
    <message>
        <source>▲ away</source>
        <translation>▲ 无数据</translation>
    </message>
    <message>
        <source>The tracker sends no pupil.</source>
        <translation>眼动仪不发送瞳孔数据。</translation>
    </message>
    <message>
        <source>Pupil: {size}, in the tracker&apos;s unit.</source>
        <translation>瞳孔：{size}（眼动仪单位）。</translation>
    </message>
    <message>
        <source>Block {block} of {blocks} · {trials:trial|trials}, counted at its end</source>
        <translation>组块 {block}/{blocks} · {trials} 个试次，结束时计数</translation>
    </message>
    <message>
        <source>Block {block} of {blocks} · trial {trial} of {trials}</source>
        <translation>组块 {block}/{blocks} · 试次 {trial}/{trials}</translation>
    </message>
</context>
<context>
    <name>Steering</name>
    <message>
        <source>the calibration beat its controls</source>
        <translation>校准优于各项对照</translation>
    </message>
    <message>
        <source>the score of an earlier session still holds</source>
        <translation>先前会话的得分仍然有效</translation>
    </message>
    <message>
        <source>the check of an earlier session&apos;s score failed</source>
        <translation>先前会话的得分未通过核对</translation>
    </message>
    <message>
        <source>not calibrated</source>
        <translation>未校准</translation>
    </message>
    <message>
        <source>the score did not beat chance or its controls</source>
        <translation>得分未能优于随机水平或各项对照</translation>
    </message>
    <message>
        <source>rest and task did not alternate in the calibration</source>
        <translation>校准中静息与任务没有交替</translation>
    </message>
    <message>
        <source>the calibration has fewer than three blocks of rest or of task</source>
        <translation>校准中静息或任务组块不足三个</translation>
    </message>
    <message>
        <source>the study arm says so</source>
        <translation>由研究分组决定</translation>
    </message>
    <message>
        <source>the study is blinded</source>
        <translation>本研究处于盲态</translation>
    </message>
    <message>
        <source>the difficulty rule uses performance alone</source>
        <translation>难度规则只看表现</translation>
    </message>
    <message>
        <source>the headset does not answer</source>
        <translation>脑电设备没有响应</translation>
    </message>
    <message>
        <source>○ Not steering</source>
        <translation>○ 仅观察</translation>
    </message>
    <message>
        <source>● Steering</source>
        <translation>● 参与调节</translation>
    </message>
    <message>
        <source>The study is blinded: trials, scores, calibration and steering are sealed until it is unblinded.</source>
        <translation>研究处于盲态：试次、得分、校准和调节情况在揭盲前均已密封。</translation>
    </message>
</context>
<context>
    <name>StreamFaults</name>
    <message>
        <source>No samples arrive</source>
        <translation>没有收到样本</translation>
    </message>
    <message>
        <source>The headset is disconnected</source>
        <translation>脑电设备已断开</translation>
    </message>
    <message>
        <source>The sampling rate is not right</source>
        <translation>采样率不正确</translation>
    </message>
    <message>
        <source>The headset&apos;s clock jumped</source>
        <translation>脑电设备时钟跳变</translation>
    </message>
</context>
<context>
    <name>StudyFilePage</name>
    <message>
        <source>Study file</source>
        <translation>研究文件</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>Lock…</source>
        <translation>锁定…</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>保存…</translation>
    </message>
    <message>
        <source>{n} to be corrected before it can be locked:</source>
        <translation>锁定前须更正 {n} 处：</translation>
    </message>
    <message>
        <source>✓ Complete: it can be locked.</source>
        <translation>✓ 已完整，可以锁定。</translation>
    </message>
    <message>
        <source>✕ {field}: {problem}</source>
        <translation>✕ {field}：{problem}</translation>
    </message>
    <message>
        <source>Choose a study file</source>
        <translation>选择研究文件</translation>
    </message>
    <message>
        <source>Opened: {file}</source>
        <translation>已打开：{file}</translation>
    </message>
    <message>
        <source>Save the study file</source>
        <translation>保存研究文件</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>已保存：{file}</translation>
    </message>
    <message>
        <source>Lock it before the first session: the arms are drawn and sealed, and nothing in this file can be changed afterwards.</source>
        <translation>请在首次会话之前锁定：将抽签分配组别并密封，此后本文件中的内容不能再改动。</translation>
    </message>
    <message>
        <source>{file} belongs to a locked study and stays as it is. Save under another name, or state a deviation: attention-camp lock --deviation.</source>
        <translation>{file} 属于已锁定的研究，保持不变。请另存为其他名称，或声明偏离：attention-camp lock --deviation。</translation>
    </message>
    <message>
        <source>A study is locked once it is complete and saved.</source>
        <translation>研究填写完整并保存后方可锁定。</translation>
    </message>
    <message>
        <source>Locked into {dataset}. Hash of the study, for its registration: {hash}</source>
        <translation>已锁定到 {dataset}。研究的哈希值（供注册使用）：{hash}</translation>
    </message>
    <message>
        <source>Enrol a person</source>
        <translation>登记人员</translation>
    </message>
</context>
<context>
    <name>StudyForm</name>
    <message>
        <source>Study</source>
        <translation>研究</translation>
    </message>
    <message>
        <source>Short name</source>
        <translation>简称</translation>
    </message>
    <message>
        <source>Title</source>
        <translation>标题</translation>
    </message>
    <message>
        <source>Protocols</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>between commas, such as adults</source>
        <translation>以逗号分隔，如 adults</translation>
    </message>
    <message>
        <source>Sessions of a participant</source>
        <translation>每名参与者的会话数</translation>
    </message>
    <message>
        <source>Arms and allocation</source>
        <translation>组别与分配</translation>
    </message>
    <message>
        <source>Strata</source>
        <translation>分层因素</translation>
    </message>
    <message>
        <source>a factor a line, such as site: north, south</source>
        <translation>每行一个因素，如 site: north, south</translation>
    </message>
    <message>
        <source>Block sizes</source>
        <translation>区组大小</translation>
    </message>
    <message>
        <source>Places in each stratum</source>
        <translation>每层名额</translation>
    </message>
    <message>
        <source>The rule receives</source>
        <translation>规则接收</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>their own score</source>
        <translation>本人得分</translation>
    </message>
    <message>
        <source>another participant&apos;s scores</source>
        <translation>另一名参与者的得分</translation>
    </message>
    <message>
        <source>no score</source>
        <translation>无得分</translation>
    </message>
    <message>
        <source>random scores</source>
        <translation>随机得分</translation>
    </message>
    <message>
        <source>Name of the arm: {arm}</source>
        <translation>组别名称：{arm}</translation>
    </message>
    <message>
        <source>Ratio of the arm: {arm}</source>
        <translation>组别比例：{arm}</translation>
    </message>
    <message>
        <source>Arms</source>
        <translation>组别</translation>
    </message>
    <message>
        <source>Outcomes</source>
        <translation>结局指标</translation>
    </message>
    <message>
        <source>Primary outcome</source>
        <translation>主要结局</translation>
    </message>
    <message>
        <source>such as {example}</source>
        <translation>如 {example}</translation>
    </message>
    <message>
        <source>Sessions that measure it</source>
        <translation>测量它的会话</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>检验</translation>
    </message>
    <message>
        <source>Smallest effect of interest</source>
        <translation>最小关注效应</translation>
    </message>
    <message>
        <source>Secondary outcomes</source>
        <translation>次要结局</translation>
    </message>
    <message>
        <source>one a line, such as {example}</source>
        <translation>每行一个，如 {example}</translation>
    </message>
    <message>
        <source>Fixed beforehand</source>
        <translation>事先确定</translation>
    </message>
    <message>
        <source>Exclusions</source>
        <translation>排除标准</translation>
    </message>
    <message>
        <source>Further tests</source>
        <translation>其他检验</translation>
    </message>
    <message>
        <source>Alpha, over all analyses</source>
        <translation>α（全部分析合计）</translation>
    </message>
    <message>
        <source>Interim analyses</source>
        <translation>期中分析</translation>
    </message>
    <message>
        <source>by arm before the end: people and alpha, such as 30: 0.01</source>
        <translation>结束前按组别进行：人数与 α，例如 30: 0.01</translation>
    </message>
    <message>
        <source>one a line</source>
        <translation>每行一项</translation>
    </message>
    <message>
        <source>Debriefing</source>
        <translation>事后说明</translation>
    </message>
    <message>
        <source>told to participants beside their arm, once it is open</source>
        <translation>揭盲后与组别一同告知参与者</translation>
    </message>
    <message>
        <source>Data lie on an encrypted volume only</source>
        <translation>数据只存放在加密卷上</translation>
    </message>
</context>
<context>
    <name>StudyPage</name>
    <message>
        <source>Study</source>
        <translation>研究</translation>
    </message>
    <message>
        <source>How far the study is</source>
        <translation>研究进度</translation>
    </message>
    <message>
        <source>Write a study file</source>
        <translation>编写研究文件</translation>
    </message>
    <message>
        <source>Write a protocol</source>
        <translation>编写方案</translation>
    </message>
    <message>
        <source>All sessions</source>
        <translation>全部会话</translation>
    </message>
    <message>
        <source>How far a study is, is counted here once its sessions are recorded.</source>
        <translation>记录会话后，这里会统计研究的进度。</translation>
    </message>
    <message>
        <source>New session</source>
        <translation>新建会话</translation>
    </message>
    <message>
        <source>Participants</source>
        <translation>参与者</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Finished sessions</source>
        <translation>已完成的会话</translation>
    </message>
    <message>
        <source>Trials</source>
        <translation>试次</translation>
    </message>
</context>
<context>
    <name>StudyResults</name>
    <message>
        <source>Outcome</source>
        <translation>结局</translation>
    </message>
    <message>
        <source>Test</source>
        <translation>检验</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>估计值</translation>
    </message>
    <message>
        <source>95 % interval</source>
        <translation>95% 置信区间</translation>
    </message>
    <message>
        <source>p</source>
        <translation>p</translation>
    </message>
    <message>
        <source>p (Holm)</source>
        <translation>p（Holm 校正）</translation>
    </message>
</context>
<context>
    <name>SummaryPage</name>
    <message>
        <source>Session summary</source>
        <translation>会话小结</translation>
    </message>
    <message>
        <source>What was recorded</source>
        <translation>记录内容</translation>
    </message>
    <message>
        <source>Signal quality</source>
        <translation>信号质量</translation>
    </message>
    <message>
        <source>Did the score steer?</source>
        <translation>得分是否参与调节？</translation>
    </message>
    <message>
        <source>Calibration report</source>
        <translation>校准报告</translation>
    </message>
    <message>
        <source>Export as CSV…</source>
        <translation>导出为 CSV…</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Open in viewer</source>
        <translation>在查看器中打开</translation>
    </message>
    <message>
        <source>Timing</source>
        <translation>计时</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>文件位置</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Validate BIDS</source>
        <translation>校验 BIDS</translation>
    </message>
    <message>
        <source>Nothing of this session is on disk.</source>
        <translation>磁盘上没有此会话的任何数据。</translation>
    </message>
    <message>
        <source>Valid BIDS: the validator found no error.</source>
        <translation>符合 BIDS：校验器未发现错误。</translation>
    </message>
    <message>
        <source>Choose a folder for the tables</source>
        <translation>选择保存表格的文件夹</translation>
    </message>
    <message>
        <source>The tables are in {folder}</source>
        <translation>表格已保存到 {folder}</translation>
    </message>
</context>
<context>
    <name>ThisPcPage</name>
    <message>
        <source>This PC</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Checks</source>
        <translation>检查</translation>
    </message>
    <message>
        <source>Measure with a photodiode</source>
        <translation>用光电二极管测量</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>doubtful</source>
        <translation>存疑</translation>
    </message>
    <message>
        <source>Chinese text</source>
        <translation>中文文字</translation>
    </message>
    <message>
        <source>can be shown</source>
        <translation>可以显示</translation>
    </message>
    <message>
        <source>no font</source>
        <translation>缺少字体</translation>
    </message>
    <message>
        <source>Install a Chinese font, such as fonts-noto-cjk.</source>
        <translation>请安装中文字体，例如 fonts-noto-cjk。</translation>
    </message>
    <message>
        <source>System</source>
        <translation>系统</translation>
    </message>
    <message>
        <source>Headset last used</source>
        <translation>上次使用的脑电设备</translation>
    </message>
    <message>
        <source>none yet</source>
        <translation>尚未使用</translation>
    </message>
    <message>
        <source>Test it in “New session”, step 2.</source>
        <translation>可在“新建会话”第 2 步中测试。</translation>
    </message>
    <message>
        <source>Recordings go to</source>
        <translation>记录保存到</translation>
    </message>
    <message>
        <source>Free disk space</source>
        <translation>可用磁盘空间</translation>
    </message>
    <message>
        <source>An hour of 16 channels at 250 Hz takes about 60 MB.</source>
        <translation>16 通道、250 Hz 记录一小时约占 60 MB。</translation>
    </message>
    <message>
        <source>Screen {number}</source>
        <translation>屏幕 {number}</translation>
    </message>
    <message>
        <source>{w} × {h}, {rate} Hz reported</source>
        <translation>{w} × {h}，标称 {rate} Hz</translation>
    </message>
    <message>
        <source>The task opens on screen {n}. Choose another in Settings.</source>
        <translation>任务将在屏幕 {n} 上打开。可在“设置”中另选。</translation>
    </message>
    <message>
        <source>Photodiode</source>
        <translation>光电二极管</translation>
    </message>
    <message>
        <source>unreadable</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>not measured on this PC</source>
        <translation>未在本机测量</translation>
    </message>
    <message>
        <source>measured on {date}: offset {offset}, SD {sd}</source>
        <translation>{date} 测得：偏移 {offset}，标准差 {sd}</translation>
    </message>
    <message>
        <source>measured step {step}</source>
        <translation>实测步长 {step}</translation>
    </message>
    <message>
        <source>The participant&apos;s screen</source>
        <translation>参与者的屏幕</translation>
    </message>
    <message>
        <source>Participant&apos;s screen</source>
        <translation>参与者的屏幕</translation>
    </message>
    <message>
        <source>screen {n} is not connected</source>
        <translation>屏幕 {n} 未连接</translation>
    </message>
    <message>
        <source>Size and distance of the screen</source>
        <translation>屏幕大小与距离</translation>
    </message>
    <message>
        <source>{width} wide, {distance} from the eyes</source>
        <translation>宽 {width}，距眼睛 {distance}</translation>
    </message>
    <message>
        <source>Measure both and enter them in Settings.</source>
        <translation>请测量这两项并在“设置”中填写。</translation>
    </message>
    <message>
        <source>Photodiode patch</source>
        <translation>光电二极管色块</translation>
    </message>
    <message>
        <source>off</source>
        <translation>关</translation>
    </message>
    <message>
        <source>on</source>
        <translation>开</translation>
    </message>
    <message>
        <source>Without a photodiode onsets are those of the buffer swap.</source>
        <translation>没有光电二极管时，呈现时刻以缓冲区交换为准。</translation>
    </message>
    <message>
        <source>“Measure with a photodiode”, below, takes ten minutes.</source>
        <translation>可用下方的“用光电二极管测量”，约需十分钟。</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>声音</translation>
    </message>
    <message>
        <source>no sound device</source>
        <translation>没有声音设备</translation>
    </message>
    <message>
        <source>Tasks that need sound cannot be run, and rest ends without a tone.</source>
        <translation>需要声音的任务无法进行，静息结束时也没有提示音。</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>One monotonic clock for all three processes.</source>
        <translation>三个进程共用一个单调时钟。</translation>
    </message>
</context>
<context>
    <name>TimingCard</name>
    <message>
        <source>Timing of display, keys and sound</source>
        <translation>显示、按键与声音的计时</translation>
    </message>
    <message>
        <source>Measure now</source>
        <translation>立即测量</translation>
    </message>
    <message>
        <source>Measuring</source>
        <translation>正在测量</translation>
    </message>
    <message>
        <source>Not measured yet. It takes half a minute; the participant&apos;s screen shows a test picture. The result is kept as the timing certificate of this PC, and with every session.</source>
        <translation>尚未测量。需时约半分钟；参与者的屏幕会显示测试图。结果作为本机的计时检测报告保存，并随每个会话保存。</translation>
    </message>
    <message>
        <source>Measured {date}, {screen}</source>
        <translation>测于 {date}，{screen}</translation>
    </message>
    <message>
        <source>The measurement broke off (status {status}), and nothing of it was kept. Close other full-screen programs, then measure again.</source>
        <translation>测量中断（状态 {status}），未保留任何结果。请关闭其他全屏程序后重新测量。</translation>
    </message>
    <message>
        <source>limit {limit}</source>
        <translation>限值 {limit}</translation>
    </message>
    <message>
        <source>good {good}, doubtful {doubtful}</source>
        <translation>良好 {good}，存疑 {doubtful}</translation>
    </message>
    <message>
        <source>Measuring, about half a minute…</source>
        <translation>正在测量，约半分钟…</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The measurement could not be started.</source>
        <translation>无法开始测量。</translation>
    </message>
</context>
<context>
    <name>Topography</name>
    <message>
        <source>Head map of the explanation</source>
        <translation>解释的头皮图</translation>
    </message>
</context>
<context>
    <name>TracePanel</name>
    <message>
        <source>EEG</source>
        <translation>脑电</translation>
    </message>
    <message>
        <source>Filtered</source>
        <translation>滤波</translation>
    </message>
    <message>
        <source>Distance between two channels</source>
        <translation>通道间距</translation>
    </message>
    <message>
        <source>Distance between two channels (↑ ↓)</source>
        <translation>通道间距（↑ ↓）</translation>
    </message>
    <message>
        <source>{scale} µV</source>
        <translation>{scale} µV</translation>
    </message>
    <message>
        <source>Time shown</source>
        <translation>显示时长</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>View</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Spectrum and band power</source>
        <translation>频谱与频段功率</translation>
    </message>
    <message>
        <source>Fit the scale to the signal</source>
        <translation>按信号调整幅度</translation>
    </message>
    <message>
        <source>Remove mains as found</source>
        <translation>去除检测到的工频</translation>
    </message>
    <message>
        <source>Remove 50 Hz mains</source>
        <translation>去除 50 Hz 工频</translation>
    </message>
    <message>
        <source>Remove 60 Hz mains</source>
        <translation>去除 60 Hz 工频</translation>
    </message>
    <message>
        <source>Shown as recorded.</source>
        <translation>按原始记录显示。</translation>
    </message>
    <message>
        <source>Display filter: 1–{low} Hz, {line} Hz notch, {delay} ms delay at 10 Hz. The file holds the unfiltered signal.</source>
        <translation>显示滤波：1–{low} Hz，{line} Hz 陷波，10 Hz 时延迟 {delay} ms。文件保存未滤波的信号。</translation>
    </message>
</context>
<context>
    <name>TracePicture</name>
    <message>
        <source>EEG traces</source>
        <translation>脑电波形</translation>
    </message>
    <message>
        <source>{n:channel|channels} from {start} to {stop}; bad: {bad}; notes: {notes}</source>
        <translation>{n} 个通道，{start} 至 {stop}；坏通道：{bad}；备注：{notes}</translation>
    </message>
    <message>
        <source>The overview of this recording is being made…</source>
        <translation>正在生成该记录的概览…</translation>
    </message>
    <message>
        <source>Too long for filters and reference: shown as recorded</source>
        <translation>时段过长，无法滤波和重参考：按记录显示</translation>
    </message>
    <message>
        <source>{start} to {stop}, {length}</source>
        <translation>{start} 至 {stop}，{length}</translation>
    </message>
</context>
<context>
    <name>TrialLog</name>
    <message>
        <source>Trial</source>
        <translation>试次</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Reaction</source>
        <translation>反应时</translation>
    </message>
    <message>
        <source>Engagement</source>
        <translation>投入度</translation>
    </message>
    <message>
        <source>Scale of the score</source>
        <translation>得分的标尺</translation>
    </message>
    <message>
        <source>Scored from</source>
        <translation>得分来源</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Steered</source>
        <translation>参与调节</translation>
    </message>
    <message>
        <source>EEG quality</source>
        <translation>脑电质量</translation>
    </message>
    <message>
        <source>Next level, and why</source>
        <translation>下一等级及原因</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no</source>
        <translation>否</translation>
    </message>
    <message>
        <source>✓ correct</source>
        <translation>✓ 正确</translation>
    </message>
    <message>
        <source>Log of trials</source>
        <translation>试次日志</translation>
    </message>
    <message>
        <source>✕ wrong</source>
        <translation>✕ 错误</translation>
    </message>
</context>
<context>
    <name>TwoSessions</name>
    <message>
        <source>Two sessions side by side</source>
        <translation>两次会话并排</translation>
    </message>
    <message>
        <source>Training trials in their order; ● correct, ✕ wrong. Axes are alike.</source>
        <translation>训练试次按先后排列；● 正确，✕ 错误。坐标轴相同。</translation>
    </message>
    <message>
        <source>{protocol} · {right} correct · median {time} · mean level {level}</source>
        <translation>{protocol} · 正确 {right} · 反应时中位数 {time} · 平均等级 {level}</translation>
    </message>
    <message>
        <source>engagement {score} ({scale})</source>
        <translation>投入度 {score}（{scale}）</translation>
    </message>
</context>
<context>
    <name>VaultCard</name>
    <message>
        <source>Name and contact</source>
        <translation>姓名与联系方式</translation>
    </message>
    <message>
        <source>Vault</source>
        <translation>保险库</translation>
    </message>
    <message>
        <source>Passphrase of the vault</source>
        <translation>保险库的密码短语</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>再输入一次</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>姓名(&amp;N)</translation>
    </message>
    <message>
        <source>Phone or e-&amp;mail</source>
        <translation>电话或电子邮件(&amp;M)</translation>
    </message>
    <message>
        <source>The vault is open until you leave this page.</source>
        <translation>保险库已打开，离开本页后关闭。</translation>
    </message>
    <message>
        <source>Names and contacts are in the vault only, encrypted and apart from the dataset.</source>
        <translation>姓名和联系方式只保存在保险库中，经过加密，与数据集分开。</translation>
    </message>
    <message>
        <source>There is no vault yet. It keeps names and contacts, encrypted and apart from the dataset. Leave it out if you keep them elsewhere.</source>
        <translation>还没有保险库。它加密保存姓名和联系方式，与数据集分开。如果您在别处保存，可以不建立。</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Make the vault</source>
        <translation>建立保险库</translation>
    </message>
    <message>
        <source>The two passphrases differ. Type both.</source>
        <translation>两次输入的密码短语不同。请都重新输入。</translation>
    </message>
    <message>
        <source>Recovery phrase, shown this once: {phrase}
Write it on paper and keep it apart. With neither it nor the passphrase the vault stays closed.</source>
        <translation>恢复短语，仅显示这一次：{phrase}
请写在纸上并另行保管。恢复短语和密码短语都没有时，保险库无法打开。</translation>
    </message>
</context>
<context>
    <name>ViewPanel</name>
    <message>
        <source>Spectrum, median of channels</source>
        <translation>频谱（各通道中位数）</translation>
    </message>
    <message>
        <source>Spectrum of each channel</source>
        <translation>各通道频谱</translation>
    </message>
    <message>
        <source>Spectrogram</source>
        <translation>时频图</translation>
    </message>
    <message>
        <source>Bands over time</source>
        <translation>频段随时间变化</translation>
    </message>
    <message>
        <source>Map of a moment</source>
        <translation>某一时刻的地形图</translation>
    </message>
    <message>
        <source>Map of a band</source>
        <translation>某一频段的地形图</translation>
    </message>
    <message>
        <source>Evoked responses by condition</source>
        <translation>各条件的诱发反应</translation>
    </message>
    <message>
        <source>Independent components</source>
        <translation>独立成分</translation>
    </message>
    <message>
        <source>Copy, save</source>
        <translation>复制、保存</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Band</source>
        <translation>频段</translation>
    </message>
    <message>
        <source>Copy view as Python</source>
        <translation>将视图复制为 Python</translation>
    </message>
    <message>
        <source>Copy traces as Python</source>
        <translation>将波形复制为 Python</translation>
    </message>
    <message>
        <source>Save figure… (SVG, PNG, PDF)</source>
        <translation>保存图形…（SVG、PNG、PDF）</translation>
    </message>
    <message>
        <source>Save table… (CSV)</source>
        <translation>保存表格…（CSV）</translation>
    </message>
    <message>
        <source>Save cut of the recording… (FIF, BDF, BrainVision, CSV)</source>
        <translation>保存记录片段…（FIF、BDF、BrainVision、CSV）</translation>
    </message>
    <message>
        <source>Computing over the whole session…</source>
        <translation>正在对整个会话进行计算…</translation>
    </message>
    <message>
        <source>Copied: paste it into Python.</source>
        <translation>已复制：请粘贴到 Python 中。</translation>
    </message>
    <message>
        <source>Save figure</source>
        <translation>保存图形</translation>
    </message>
    <message>
        <source>Save table</source>
        <translation>保存表格</translation>
    </message>
    <message>
        <source>Save cut of the recording</source>
        <translation>保存记录片段</translation>
    </message>
    <message>
        <source>Saving {file}…</source>
        <translation>正在保存 {file}…</translation>
    </message>
    <message>
        <source>Saved: {file}</source>
        <translation>已保存：{file}</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Spectrum of the time in view</source>
        <translation>所示时段的频谱</translation>
    </message>
    <message>
        <source>Frequency, Hz</source>
        <translation>频率（Hz）</translation>
    </message>
    <message>
        <source>Course of the trials</source>
        <translation>试次进程</translation>
    </message>
    <message>
        <source>Engagement: ◆ steered, ◇ did not</source>
        <translation>投入度：◆ 参与调节，◇ 未参与</translation>
    </message>
    <message>
        <source>Engagement ({scale}): ◆ steered, ◇ did not</source>
        <translation>投入度（{scale}）：◆ 参与调节，◇ 未参与</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Reaction, ms</source>
        <translation>反应时（ms）</translation>
    </message>
    <message>
        <source>Engagement</source>
        <translation>投入度</translation>
    </message>
    <message>
        <source>Signal quality, % of channels</source>
        <translation>信号质量（良好通道的百分比）</translation>
    </message>
</context>
<context>
    <name>ViewerContent</name>
    <message>
        <source>Select 5 min or less to see its spectrum.</source>
        <translation>请选择不超过 5 分钟的时段以查看其频谱。</translation>
    </message>
    <message>
        <source>Spectrum of the time in view</source>
        <translation>所示时段的频谱</translation>
    </message>
    <message>
        <source>Spectrum of the selection</source>
        <translation>所选时段的频谱</translation>
    </message>
</context>
<context>
    <name>ViewerKeys</name>
    <message>
        <source>Scroll by a tenth of the window</source>
        <translation>滚动十分之一屏</translation>
    </message>
    <message>
        <source>Scroll by a whole window</source>
        <translation>滚动一屏</translation>
    </message>
    <message>
        <source>First and last seconds</source>
        <translation>最前和最后几秒</translation>
    </message>
    <message>
        <source>Show less or more time</source>
        <translation>缩短或延长显示时段</translation>
    </message>
    <message>
        <source>Larger or smaller traces</source>
        <translation>放大或缩小波形</translation>
    </message>
    <message>
        <source>Next and previous trial</source>
        <translation>下一个和上一个试次</translation>
    </message>
    <message>
        <source>Show or hide the spectrum</source>
        <translation>显示或隐藏频谱</translation>
    </message>
    <message>
        <source>Explain the score of the trial</source>
        <translation>解释该试次的得分</translation>
    </message>
    <message>
        <source>Annotate what is selected</source>
        <translation>标注所选时段</translation>
    </message>
    <message>
        <source>Select nothing</source>
        <translation>取消选择</translation>
    </message>
    <message>
        <source>Undo and redo</source>
        <translation>撤销和重做</translation>
    </message>
</context>
<context>
    <name>ViewerPage</name>
    <message>
        <source>Session viewer</source>
        <translation>会话查看器</translation>
    </message>
    <message>
        <source>All sessions</source>
        <translation>全部会话</translation>
    </message>
    <message>
        <source>On the traces: ← → scroll, + − zoom, ↑ ↓ scale, N P trials, drag to select, A annotate</source>
        <translation>在波形上：← → 滚动，+ − 缩放，↑ ↓ 调幅度，N P 切换试次，拖动选择，A 标注</translation>
    </message>
    <message>
        <source>Calibration report</source>
        <translation>校准报告</translation>
    </message>
    <message>
        <source>Summary</source>
        <translation>小结</translation>
    </message>
    <message>
        <source>Open a session…</source>
        <translation>打开会话…</translation>
    </message>
    <message>
        <source>Reading {path}…</source>
        <translation>正在读取 {path}…</translation>
    </message>
    <message>
        <source>{name} · {duration} · {n:channel|channels}, {sfreq} Hz</source>
        <translation>{name} · {duration} · {n} 个通道，{sfreq} Hz</translation>
    </message>
</context>
<context>
    <name>ViewerSide</name>
    <message>
        <source>Trials</source>
        <translation>试次</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>Decision and timing</source>
        <translation>决定与时间</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>标注</translation>
    </message>
    <message>
        <source>The chosen trial</source>
        <translation>所选试次</translation>
    </message>
    <message>
        <source>Trials and annotations</source>
        <translation>试次和标注</translation>
    </message>
</context>
<context>
    <name>ViewerTools</name>
    <message>
        <source>Run of the session</source>
        <translation>会话的轮次</translation>
    </message>
    <message>
        <source>◀ Trial</source>
        <translation>◀ 试次</translation>
    </message>
    <message>
        <source>Previous trial (P)</source>
        <translation>上一个试次（P）</translation>
    </message>
    <message>
        <source>Previous trial</source>
        <translation>上一个试次</translation>
    </message>
    <message>
        <source>Trial ▶</source>
        <translation>试次 ▶</translation>
    </message>
    <message>
        <source>Next trial (N)</source>
        <translation>下一个试次（N）</translation>
    </message>
    <message>
        <source>Next trial</source>
        <translation>下一个试次</translation>
    </message>
    <message>
        <source>Channels</source>
        <translation>通道</translation>
    </message>
    <message>
        <source>Explain</source>
        <translation>解释</translation>
    </message>
    <message>
        <source>Why the chosen trial scored so (E)</source>
        <translation>所选试次为何得到此得分（E）</translation>
    </message>
    <message>
        <source>Time shown</source>
        <translation>显示时长</translation>
    </message>
    <message>
        <source>Display</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Filters, reference and order of what is seen</source>
        <translation>所见波形的滤波、参考和排列</translation>
    </message>
    <message>
        <source>Time shown (+ −)</source>
        <translation>显示时长（+ −）</translation>
    </message>
    <message>
        <source>Distance between two channels</source>
        <translation>通道间距</translation>
    </message>
    <message>
        <source>Views</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Show or hide the views: spectra, maps, evoked responses (S)</source>
        <translation>显示或隐藏视图：频谱、地形图、诱发反应（S）</translation>
    </message>
    <message>
        <source>Distance between two channels (↑ ↓)</source>
        <translation>通道间距（↑ ↓）</translation>
    </message>
    <message>
        <source>{scale} µV</source>
        <translation>{scale} µV</translation>
    </message>
    <message>
        <source>Bad channels</source>
        <translation>坏通道</translation>
    </message>
    <message>
        <source>Display · {n}</source>
        <translation>显示 · {n}</translation>
    </message>
    <message>
        <source>Notes {n}</source>
        <translation>备注 {n}</translation>
    </message>
    <message>
        <source>Run {n}</source>
        <translation>第 {n} 轮</translation>
    </message>
    <message>
        <source>Channels {shown}/{n}</source>
        <translation>通道 {shown}/{n}</translation>
    </message>
</context>
<context>
    <name>Views</name>
    <message>
        <source>brain</source>
        <translation>脑</translation>
    </message>
    <message>
        <source>muscle</source>
        <translation>肌电</translation>
    </message>
    <message>
        <source>eye</source>
        <translation>眼动</translation>
    </message>
    <message>
        <source>heart</source>
        <translation>心电</translation>
    </message>
    <message>
        <source>line noise</source>
        <translation>工频噪声</translation>
    </message>
    <message>
        <source>channel noise</source>
        <translation>通道噪声</translation>
    </message>
    <message>
        <source>other</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>{kept} of {n:epoch|epochs} kept; left out: {why}</source>
        <translation>保留 {kept} / {n} 个分段；剔除：{why}</translation>
    </message>
    <message>
        <source>No epoch is left: {note}</source>
        <translation>没有剩下任何分段：{note}</translation>
    </message>
    <message>
        <source>Time, s</source>
        <translation>时间（秒）</translation>
    </message>
    <message>
        <source>Field power, µV</source>
        <translation>场功率（µV）</translation>
    </message>
    <message>
        <source>ICLabel&apos;s verdict and its probability</source>
        <translation>ICLabel 的判断及其概率</translation>
    </message>
    <message>
        <source>Select 2 s to 5 min of good channels.</source>
        <translation>请选择 2 秒至 5 分钟的良好通道数据。</translation>
    </message>
    <message>
        <source>Median of channels; dark {low}, bright {high} dB µV²/Hz</source>
        <translation>各通道中位数；暗 {low}，亮 {high} dB µV²/Hz</translation>
    </message>
    <message>
        <source>At {time}, µV</source>
        <translation>{time} 处，µV</translation>
    </message>
    <message>
        <source>{band}, dB from the mean over channels, {mean} dB µV²</source>
        <translation>{band}，相对于通道均值的 dB，均值 {mean} dB µV²</translation>
    </message>
    <message>
        <source>Head map</source>
        <translation>头皮图</translation>
    </message>
</context>
<context>
    <name>WhoStep</name>
    <message>
        <source>A&amp;nswers by</source>
        <translation>作答者(&amp;N)</translation>
    </message>
    <message>
        <source>Participant&apos;s &amp;language</source>
        <translation>参与者语言(&amp;L)</translation>
    </message>
    <message>
        <source>Answers &amp;with</source>
        <translation>作答用手(&amp;W)</translation>
    </message>
    <message>
        <source>letters and digits; the last was {last}</source>
        <translation>字母和数字；上次为 {last}</translation>
    </message>
    <message>
        <source>letters and digits, such as 01</source>
        <translation>字母和数字，例如 01</translation>
    </message>
    <message>
        <source>Protocol</source>
        <translation>方案</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Read the file again after it was corrected</source>
        <translation>文件改正后重新读取</translation>
    </message>
    <message>
        <source>File…</source>
        <translation>文件…</translation>
    </message>
    <message>
        <source>Choose a protocol file</source>
        <translation>选择方案文件</translation>
    </message>
    <message>
        <source>The participant</source>
        <translation>参与者本人</translation>
    </message>
    <message>
        <source>A simulated participant</source>
        <translation>模拟参与者</translation>
    </message>
    <message>
        <source>The locked study has drawn it; it is sealed.</source>
        <translation>由锁定的研究抽定，并已密封。</translation>
    </message>
    <message>
        <source>&amp;Participant</source>
        <translation>参与者(&amp;P)</translation>
    </message>
    <message>
        <source>S&amp;ession number</source>
        <translation>会话编号(&amp;E)</translation>
    </message>
    <message>
        <source>P&amp;rotocol</source>
        <translation>方案(&amp;R)</translation>
    </message>
    <message>
        <source>Study &amp;arm</source>
        <translation>研究分组(&amp;A)</translation>
    </message>
    <message>
        <source>Recordings go to {folder}</source>
        <translation>记录保存到 {folder}</translation>
    </message>
    <message>
        <source>Never a name or a date of birth: this label is in every file.</source>
        <translation>切勿使用姓名或生日：此编号会写入每个文件。</translation>
    </message>
    <message>
        <source>✓ Sessions recorded: {sessions}.</source>
        <translation>✓ 该参与者已有记录：会话 {sessions}。</translation>
    </message>
    <message>
        <source>✓ A new participant.</source>
        <translation>✓ 新参与者。</translation>
    </message>
    <message>
        <source>▲ This session has been recorded; it goes on as run {run}, and nothing is overwritten.</source>
        <translation>▲ 此会话已有记录；将作为第 {run} 轮继续，不会覆盖任何内容。</translation>
    </message>
    <message>
        <source>✓ The next session.</source>
        <translation>✓ 按顺序自动给出。</translation>
    </message>
    <message>
        <source>✓ Not recorded yet.</source>
        <translation>✓ 尚未记录。</translation>
    </message>
    <message>
        <source>Protocols (*.yaml *.yml)</source>
        <translation>方案 (*.yaml *.yml)</translation>
    </message>
    <message>
        <source>The keys of the protocol</source>
        <translation>按方案规定的按键</translation>
    </message>
    <message>
        <source>The left hand alone (S and F)</source>
        <translation>仅用左手（S 和 F）</translation>
    </message>
    <message>
        <source>The right hand alone (J and L)</source>
        <translation>仅用右手（J 和 L）</translation>
    </message>
    <message>
        <source>For people who can use one hand only: tasks that are answered left or right, yes or no, get two keys for that hand. The choice is remembered with the participant&apos;s last session.</source>
        <translation>供只能用一只手的参与者使用：需要回答左或右、是或否的任务会改用这只手的两个按键。该选择会随参与者的上一次会话记住。</translation>
    </message>
</context>
<context>
    <name>WithdrawPage</name>
    <message>
        <source>What goes, and what does not</source>
        <translation>将删除的内容与无法删除的内容</translation>
    </message>
    <message>
        <source>It cannot be undone</source>
        <translation>此操作无法撤销</translation>
    </message>
    <message>
        <source>without the label: the reason stays</source>
        <translation>不要写编号：原因会保留</translation>
    </message>
    <message>
        <source>&amp;Who does it</source>
        <translation>操作人(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>原因(&amp;R)</translation>
    </message>
    <message>
        <source>The &amp;label once more</source>
        <translation>再次输入编号(&amp;L)</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>返回</translation>
    </message>
    <message>
        <source>Remove all of it</source>
        <translation>全部删除</translation>
    </message>
    <message>
        <source>Withdraw participant {label}</source>
        <translation>参与者 {label} 退出研究</translation>
    </message>
    <message>
        <source>Looking through the dataset and its exports…</source>
        <translation>正在检查数据集及其导出…</translation>
    </message>
    <message>
        <source>Look again</source>
        <translation>重新检查</translation>
    </message>
    <message>
        <source>The person was withdrawn. Out of reach: {places}.</source>
        <translation>该参与者已退出，其数据已删除。无法触及：{places}。</translation>
    </message>
</context>
<context>
    <name>_Beside</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>conditions</name>
    <message>
        <source>present</source>
        <translation>有目标</translation>
    </message>
    <message>
        <source>absent</source>
        <translation>无目标</translation>
    </message>
    <message>
        <source>change</source>
        <translation>改变</translation>
    </message>
    <message>
        <source>same</source>
        <translation>相同</translation>
    </message>
    <message>
        <source>forward</source>
        <translation>顺序</translation>
    </message>
    <message>
        <source>backward</source>
        <translation>倒序</translation>
    </message>
    <message>
        <source>positive</source>
        <translation>在记忆集内</translation>
    </message>
    <message>
        <source>negative</source>
        <translation>不在记忆集内</translation>
    </message>
    <message>
        <source>noise</source>
        <translation>噪声</translation>
    </message>
    <message>
        <source>run</source>
        <translation>一轮</translation>
    </message>
    <message>
        <source>signal</source>
        <translation>信号</translation>
    </message>
    <message>
        <source>eyes-open</source>
        <translation>睁眼</translation>
    </message>
    <message>
        <source>eyes-closed</source>
        <translation>闭眼</translation>
    </message>
    <message>
        <source>1-back</source>
        <translation>1-back</translation>
    </message>
    <message>
        <source>2-back</source>
        <translation>2-back</translation>
    </message>
    <message>
        <source>3-back</source>
        <translation>3-back</translation>
    </message>
    <message>
        <source>4-back</source>
        <translation>4-back</translation>
    </message>
    <message>
        <source>5-back</source>
        <translation>5-back</translation>
    </message>
    <message>
        <source>6-back</source>
        <translation>6-back</translation>
    </message>
    <message>
        <source>valid</source>
        <translation>有效提示</translation>
    </message>
    <message>
        <source>invalid</source>
        <translation>无效提示</translation>
    </message>
    <message>
        <source>ax</source>
        <translation>AX</translation>
    </message>
    <message>
        <source>ay</source>
        <translation>AY</translation>
    </message>
    <message>
        <source>bx</source>
        <translation>BX</translation>
    </message>
    <message>
        <source>by</source>
        <translation>BY</translation>
    </message>
    <message>
        <source>divided</source>
        <translation>分配</translation>
    </message>
    <message>
        <source>selective</source>
        <translation>选择</translation>
    </message>
    <message>
        <source>operation</source>
        <translation>运算</translation>
    </message>
    <message>
        <source>symmetry</source>
        <translation>对称</translation>
    </message>
    <message>
        <source>lag-1</source>
        <translation>间隔 1</translation>
    </message>
    <message>
        <source>lag-2</source>
        <translation>间隔 2</translation>
    </message>
    <message>
        <source>lag-3</source>
        <translation>间隔 3</translation>
    </message>
    <message>
        <source>lag-5</source>
        <translation>间隔 5</translation>
    </message>
    <message>
        <source>lag-8</source>
        <translation>间隔 8</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无线索</translation>
    </message>
    <message>
        <source>center</source>
        <translation>中央线索</translation>
    </message>
    <message>
        <source>double</source>
        <translation>双线索</translation>
    </message>
    <message>
        <source>spatial</source>
        <translation>空间线索</translation>
    </message>
    <message>
        <source>neutral</source>
        <translation>中性</translation>
    </message>
    <message>
        <source>congruent</source>
        <translation>一致</translation>
    </message>
    <message>
        <source>incongruent</source>
        <translation>不一致</translation>
    </message>
    <message>
        <source>dot left</source>
        <translation>圆点在左</translation>
    </message>
    <message>
        <source>dot right</source>
        <translation>圆点在右</translation>
    </message>
    <message>
        <source>numbers</source>
        <translation>数字</translation>
    </message>
    <message>
        <source>alternating</source>
        <translation>交替</translation>
    </message>
    <message>
        <source>kss</source>
        <translation>困倦度（KSS）</translation>
    </message>
    <message>
        <source>nasa-tlx</source>
        <translation>工作负荷（NASA-TLX）</translation>
    </message>
    <message>
        <source>mood</source>
        <translation>情绪</translation>
    </message>
    <message>
        <source>strategy</source>
        <translation>策略</translation>
    </message>
    <message>
        <source>expectation</source>
        <translation>期望</translation>
    </message>
    <message>
        <source>arm-guess</source>
        <translation>猜测所属组</translation>
    </message>
    <message>
        <source>own</source>
        <translation>自拟问卷</translation>
    </message>
</context>
<context>
    <name>hearing</name>
    <message>
        <source>This protocol has tasks that must be heard ({tasks}). {why}</source>
        <translation>此方案含有需要听的任务（{tasks}）。{why}</translation>
    </message>
</context>
<context>
    <name>options</name>
    <message>
        <source>Language of the things: ``en`` or ``zh_CN``.</source>
        <translation>物品名称的语言：``en`` 或 ``zh_CN``。</translation>
    </message>
    <message>
        <source>Seconds for a thing, 20 to 600.</source>
        <translation>每件物品的时间（秒），20 至 600。</translation>
    </message>
    <message>
        <source>Seconds to answer, 0.3 to 5; 0: as the level says (Fan et al. gave 1.7 s).</source>
        <translation>作答时限（秒），0.3 至 5；0：由等级决定（Fan 等人为 1.7 秒）。</translation>
    </message>
    <message>
        <source>Degrees between arrows, 0.01 to 1; 0: as the level says (Fan et al.: 0.06).</source>
        <translation>箭头之间的视角（度），0.01 至 1；0：由等级决定（Fan 等人为 0.06）。</translation>
    </message>
    <message>
        <source>``arrows``, or ``letters``: F for left and J for right; ``left-hand``: S and F; ``right-hand``: J and L.</source>
        <translation>``arrows``（方向键）或 ``letters``（字母键）：F 为左，J 为右；``left-hand``（左手）：S 和 F；``right-hand``（右手）：J 和 L。</translation>
    </message>
    <message>
        <source>Levels in the place of each one, 1 to 5: more make smaller steps.</source>
        <translation>把每一级细分为几级，1 至 5：越多，每步越小。</translation>
    </message>
    <message>
        <source>Seconds from item to item, 0.05 to 0.5; 0: as the level says.</source>
        <translation>相邻刺激的间隔（秒），0.05 至 0.5；0：由等级决定。</translation>
    </message>
    <message>
        <source>Seconds for each key, 1 to 60.</source>
        <translation>每次按键的时限（秒），1 至 60。</translation>
    </message>
    <message>
        <source>Tones in a run, 10 to 500; a fifth are targets, never two in a row.</source>
        <translation>每轮的声音数，10 至 500；五分之一是目标，不会连续出现。</translation>
    </message>
    <message>
        <source>Largest jitter of the interval between tones, s, 0 to 0.5.</source>
        <translation>声音间隔的最大随机抖动（秒），0 至 0.5。</translation>
    </message>
    <message>
        <source>Seconds between the two letters, 0.5 to 10; 0: as the level says.</source>
        <translation>两个字母之间的间隔（秒），0.5 至 10；0：由等级决定。</translation>
    </message>
    <message>
        <source>Seconds to answer, 0.3 to 5; 0: as the level says.</source>
        <translation>作答时限（秒），0.3 至 5；0：由等级决定。</translation>
    </message>
    <message>
        <source>``arrows``, ``letters`` (F and J), ``left-hand`` (S and F), ``right-hand`` (J and L), or any with ``-swapped``: which is yes.</source>
        <translation>``arrows``（方向键）、``letters``（F 和 J）、``left-hand``（左手，S 和 F）、``right-hand``（右手，J 和 L），或在其后加 ``-swapped``：对调表示“是”的键。</translation>
    </message>
    <message>
        <source>Seconds between sample and probe, 0.2 to 10; Luck and Vogel&apos;s 0.9 s.</source>
        <translation>样本与探测之间的间隔（秒），0.2 至 10；Luck 和 Vogel 为 0.9 秒。</translation>
    </message>
    <message>
        <source>Objects, as in ``4 6 8``, equally often; empty: as the level says.</source>
        <translation>物体数，如 ``4 6 8``，各数目出现次数相同；留空：由等级决定。</translation>
    </message>
    <message>
        <source>Seconds of the sample, 0.05 to 5; 0: as the level says.</source>
        <translation>样本呈现时间（秒），0.05 至 5；0：由等级决定。</translation>
    </message>
    <message>
        <source>Seconds to answer, 0.5 to 30.</source>
        <translation>作答时限（秒），0.5 至 30。</translation>
    </message>
    <message>
        <source>Letters in a run, 20 to 1000; three in ten are X.</source>
        <translation>每轮的字母数，20 至 1000；十个中有三个是 X。</translation>
    </message>
    <message>
        <source>Seconds from letter to letter, 0.5 to 5; 0: as the level says.</source>
        <translation>相邻字母的间隔（秒），0.5 至 5；0：由等级决定。</translation>
    </message>
    <message>
        <source>What distracts: ``seen``, ``heard``, ``both``, or ``none``.</source>
        <translation>干扰的种类：``seen``（视觉）、``heard``（听觉）、``both``（两者）或 ``none``（无）。</translation>
    </message>
    <message>
        <source>``operation`` (sums and letters) or ``symmetry`` (patterns and places).</source>
        <translation>``operation``（算式与字母）或 ``symmetry``（图案与位置）。</translation>
    </message>
    <message>
        <source>Seconds for each judgement, 1 to 60.</source>
        <translation>每次判断的时限（秒），1 至 60。</translation>
    </message>
    <message>
        <source>Seconds for each key of the recall, 1 to 60.</source>
        <translation>回忆时每次按键的时限（秒），1 至 60。</translation>
    </message>
    <message>
        <source>``forward`` or ``backward``.</source>
        <translation>``forward``（顺序）或 ``backward``（倒序）。</translation>
    </message>
    <message>
        <source>Seconds from block to block, 0.4 to 3; Corsi&apos;s one a second.</source>
        <translation>相邻方块的间隔（秒），0.4 至 3；Corsi 为每秒一个。</translation>
    </message>
    <message>
        <source>Whether Backspace takes the last key back while the list is not whole. The published forms take each key as it comes.</source>
        <translation>在序列未输完时，退格键是否撤回最后一个按键。已发表的测验形式按实际按键计入。</translation>
    </message>
    <message>
        <source>``seen`` or ``heard``.</source>
        <translation>``seen``（看）或 ``heard``（听）。</translation>
    </message>
    <message>
        <source>Seconds from digit to digit, 0.5 to 3; the usual one a second.</source>
        <translation>相邻数字的间隔（秒），0.5 至 3；通常每秒一个。</translation>
    </message>
    <message>
        <source>Seconds for the three digits in noise, 2 to 6; as long as the voice needs.</source>
        <translation>噪声中三个数字的时长（秒），2 至 6；须够语音播完。</translation>
    </message>
    <message>
        <source>Items in a run, 20 to 1000; a fifth ask for no key, never the first two.</source>
        <translation>每轮的刺激数，20 至 1000；五分之一不应按键，前两个除外。</translation>
    </message>
    <message>
        <source>Seconds from item to item, 0.4 to 5; 0: as the level says.</source>
        <translation>相邻刺激的间隔（秒），0.4 至 5；0：由等级决定。</translation>
    </message>
    <message>
        <source>Views in a run, 20 to 1000; a tenth are mountains, never two in a row.</source>
        <translation>每轮的画面数，20 至 1000；十分之一是山景，不会连续出现。</translation>
    </message>
    <message>
        <source>Seconds from view to view, 0.4 to 3; 0: as the level says.</source>
        <translation>相邻画面的间隔（秒），0.4 至 3；0：由等级决定。</translation>
    </message>
    <message>
        <source>Contrast of the views, 0.2 to 1; 0: as the level says.</source>
        <translation>画面对比度，0.2 至 1；0：由等级决定。</translation>
    </message>
    <message>
        <source>Seconds of a period, 10 to 600.</source>
        <translation>每段的时长（秒），10 至 600。</translation>
    </message>
    <message>
        <source>Load of tracking, 0 (left out) to 10; -1: as the level says.</source>
        <translation>追踪任务的负荷，0（略去此项）至 10；-1：由等级决定。</translation>
    </message>
    <message>
        <source>Load of the gauges, 0 (left out) to 10; -1: as the level says.</source>
        <translation>仪表监视的负荷，0（略去此项）至 10；-1：由等级决定。</translation>
    </message>
    <message>
        <source>Load of the calls, 0 (left out) to 10; -1: as the level says.</source>
        <translation>呼叫应答的负荷，0（略去此项）至 10；-1：由等级决定。</translation>
    </message>
    <message>
        <source>Load of the tanks, 0 (left out) to 10; -1: as the level says.</source>
        <translation>水箱管理的负荷，0（略去此项）至 10；-1：由等级决定。</translation>
    </message>
    <message>
        <source>Whether calls are ``seen`` or ``heard`` (a rising chime is one&apos;s own).</source>
        <translation>呼叫是 ``seen``（看到）还是 ``heard``（听到；音调上升表示呼叫自己）。</translation>
    </message>
    <message>
        <source>``letters``, ``positions`` or ``dual`` (positions and spoken letters).</source>
        <translation>``letters``（字母）、``positions``（位置）或 ``dual``（位置加语音字母）。</translation>
    </message>
    <message>
        <source>Steps back in every run, 1 to 6; 0: as the level says.</source>
        <translation>每轮的 n（与前面第几个比较），1 至 6；0：由等级决定。</translation>
    </message>
    <message>
        <source>Number of items scored in a run, 6 to 60; n more come before them.</source>
        <translation>每轮计分的刺激数，6 至 60；之前另有 n 个。</translation>
    </message>
    <message>
        <source>Of ``dual``: ``letters`` (F for the place, J for the letter), ``left-hand`` (S and F) or ``right-hand`` (J and L).</source>
        <translation>用于 ``dual``：``letters``（F 表示位置，J 表示字母）、``left-hand``（左手，S 和 F）或 ``right-hand``（右手，J 和 L）。</translation>
    </message>
    <message>
        <source>Seconds from item to item, 1 to 10; 0: as the level says.</source>
        <translation>相邻刺激的间隔（秒），1 至 10；0：由等级决定。</translation>
    </message>
    <message>
        <source>Plain levels before the first, 0 to 4: its own runs, with more slips forgiven.</source>
        <translation>最容易的一级之前的级数（按普通级计），0 至 4：运行与该级相同，但允许更多失误。</translation>
    </message>
    <message>
        <source>Seconds of movement, 1 to 20.</source>
        <translation>运动的时长（秒），1 至 20。</translation>
    </message>
    <message>
        <source>Discs to track, 1 to 5; 0: as the level says.</source>
        <translation>要追踪的圆点数，1 至 5；0：由等级决定。</translation>
    </message>
    <message>
        <source>Degrees a second, 0.5 to 20; 0: as the level says.</source>
        <translation>速度（度/秒），0.5 至 20；0：由等级决定。</translation>
    </message>
    <message>
        <source>Seconds from cue to target, 0.1 to 2; 0.5 is long enough for a central cue.</source>
        <translation>线索到目标的间隔（秒），0.1 至 2；中央线索用 0.5 已足够。</translation>
    </message>
    <message>
        <source>Least seconds before the disc, 0.5 to 30; Dinges and Powell&apos;s 2 s.</source>
        <translation>圆点出现前的最短等待（秒），0.5 至 30；Dinges 和 Powell 为 2 秒。</translation>
    </message>
    <message>
        <source>Most seconds before the disc, at most 60; Dinges and Powell&apos;s 10 s.</source>
        <translation>圆点出现前的最长等待（秒），最多 60；Dinges 和 Powell 为 10 秒。</translation>
    </message>
    <message>
        <source>Seconds from which a reaction is a lapse, 0.3 to 2; 0.355 for the brief form.</source>
        <translation>反应慢于多少秒算反应失误（lapse），0.3 至 2；简版为 0.355。</translation>
    </message>
    <message>
        <source>Seconds to react at all, 1 to 30; our own choice (30 s in the original).</source>
        <translation>等待反应的最长时间（秒），1 至 30；本软件自定（原版为 30 秒）。</translation>
    </message>
    <message>
        <source>What is shown after each key: the ``time`` in ms as in the original, that time ``judged`` by the level&apos;s limit, or ``nothing``.</source>
        <translation>每次按键后显示什么：``time``（毫秒数，同原版）、``judged``（按等级限值判定的时间）或 ``nothing``（不显示）。</translation>
    </message>
    <message>
        <source>``kss`` (sleepiness), ``nasa-tlx`` (workload, raw), ``mood``, ``strategy``, ``expectation``, ``arm-guess`` (which arm, how sure, why), or ``own``.</source>
        <translation>``kss``（困倦度）、``nasa-tlx``（工作负荷，原始分）、``mood``（情绪）、``strategy``（策略）、``expectation``（期望）、``arm-guess``（猜测所属组、确定程度和理由）或 ``own``（自拟）。</translation>
    </message>
    <message>
        <source>For ``arm-guess``: the arms to choose from, by their names in the study file.</source>
        <translation>用于 ``arm-guess``：可供选择的组，用研究文件中的名称。</translation>
    </message>
    <message>
        <source>For ``own``: an item a line, ``name: question = answer; answer`` (a choice), ``name: question = 0..10: left end; right end`` (a scale), or ``name: question`` (a free text).</source>
        <translation>用于 ``own``：每行一题，``name: question = answer; answer``（选择题）、``name: question = 0..10: left end; right end``（量表）或 ``name: question``（自由文本）。</translation>
    </message>
    <message>
        <source>For ``own``: name of its table, small letters, digits and underscores.</source>
        <translation>用于 ``own``：其表格的名称，由小写字母、数字和下划线组成。</translation>
    </message>
    <message>
        <source>Language of the items: ``en`` or ``zh_CN``.</source>
        <translation>题目的语言：``en`` 或 ``zh_CN``。</translation>
    </message>
    <message>
        <source>``all``, or ``a`` or ``b``: every other item, for before and after.</source>
        <translation>``all``（全部），或 ``a``、``b``（各取一半题目，用于前测和后测）。</translation>
    </message>
    <message>
        <source>Seconds for an item, 5 to 120; 0: as the level says.</source>
        <translation>每题的时限（秒），5 至 120；0：由等级决定。</translation>
    </message>
    <message>
        <source>``open`` or ``closed``.</source>
        <translation>``open``（睁眼）或 ``closed``（闭眼）。</translation>
    </message>
    <message>
        <source>Seconds, 1 to 1800.</source>
        <translation>时长（秒），1 至 1800。</translation>
    </message>
    <message>
        <source>The digit at which to press nothing, 1 to 9.</source>
        <translation>不应按键的数字，1 至 9。</translation>
    </message>
    <message>
        <source>How often each of the nine digits comes in a run, 1 to 30.</source>
        <translation>每轮中九个数字各出现几次，1 至 30。</translation>
    </message>
    <message>
        <source>Seconds from digit to digit, 0.4 to 5; 0: as the level says.</source>
        <translation>相邻数字的间隔（秒），0.4 至 5；0：由等级决定。</translation>
    </message>
    <message>
        <source>Seconds between the last letter and the probe, 0.5 to 20; Sternberg&apos;s 2 s.</source>
        <translation>最后一个字母与探测之间的间隔（秒），0.5 至 20；Sternberg 为 2 秒。</translation>
    </message>
    <message>
        <source>Letters to remember, as in ``2 4 6``, equally often; empty: as the level says.</source>
        <translation>要记住的字母数，如 ``2 4 6``，各数目出现次数相同；留空：由等级决定。</translation>
    </message>
    <message>
        <source>Seconds to answer, 0.5 to 30; 0: as the level says.</source>
        <translation>作答时限（秒），0.5 至 30；0：由等级决定。</translation>
    </message>
    <message>
        <source>``colour`` (of a word that names one) or ``spatial`` (direction of an arrow that stands on one side).</source>
        <translation>``colour``（颜色词的书写颜色）或 ``spatial``（位于一侧的箭头的方向）。</translation>
    </message>
    <message>
        <source>Seconds to answer, 0.3 to 10; 0: as the level says.</source>
        <translation>作答时限（秒），0.3 至 10；0：由等级决定。</translation>
    </message>
    <message>
        <source>Of the spatial variant: ``arrows``, or ``letters``: F for left, J for right; ``left-hand``: S and F; ``right-hand``: J and L.</source>
        <translation>用于 spatial 变体：``arrows``（方向键）或 ``letters``（字母键）：F 为左，J 为右；``left-hand``（左手）：S 和 F；``right-hand``（右手）：J 和 L。</translation>
    </message>
    <message>
        <source>Symbols in a run, 9 to 200.</source>
        <translation>每轮的符号数，9 至 200。</translation>
    </message>
    <message>
        <source>Seconds for each symbol, 0.5 to 30; 0: as the level says.</source>
        <translation>每个符号的时限（秒），0.5 至 30；0：由等级决定。</translation>
    </message>
    <message>
        <source>Items scored in a run, 4 to 200, an even number; one more comes before them.</source>
        <translation>每轮计分的刺激数，4 至 200，须为偶数；之前另有一个。</translation>
    </message>
    <message>
        <source>Seconds for which the frame is seen before the digit, 0.1 to 2.</source>
        <translation>数字出现前边框呈现的时间（秒），0.1 至 2。</translation>
    </message>
    <message>
        <source>``arrows``, or ``letters``: F in place of the left and J of the right one; ``left-hand``: S and F; ``right-hand``: J and L.</source>
        <translation>``arrows``（方向键）或 ``letters``（字母键）：F 代替左键，J 代替右键；``left-hand``（左手）：S 和 F；``right-hand``（右手）：J 和 L。</translation>
    </message>
    <message>
        <source>``numbers`` (1, 2, 3, …), ``alternating`` (1, A, 2, B, …), or ``both``.</source>
        <translation>``numbers``（1、2、3……）、``alternating``（1、A、2、B……）或 ``both``（两者）。</translation>
    </message>
    <message>
        <source>Circles of a sheet, 6 to 25; 25 in the original.</source>
        <translation>每页的圆圈数，6 至 25；原版为 25。</translation>
    </message>
    <message>
        <source>Seconds for each circle, 0.3 to 20; 0: as the level says.</source>
        <translation>每个圆圈的时限（秒），0.3 至 20；0：由等级决定。</translation>
    </message>
    <message>
        <source>``divided``, or ``selective``: with triangles at all other places.</source>
        <translation>``divided``（分配注意），或 ``selective``（选择注意）：其余位置都是三角形。</translation>
    </message>
    <message>
        <source>Seconds for each answer, 1 to 60.</source>
        <translation>每次作答的时限（秒），1 至 60。</translation>
    </message>
    <message>
        <source>``feature``, ``conjunction``, ``t-among-ls`` or ``letters-among-digits``.</source>
        <translation>``feature``（单一特征）、``conjunction``（特征联合）、``t-among-ls``（L 中找 T）或 ``letters-among-digits``（数字中找字母）。</translation>
    </message>
    <message>
        <source>Seconds of the cross before the array, 0.2 to 3.</source>
        <translation>搜索画面出现前十字的时间（秒），0.2 至 3。</translation>
    </message>
    <message>
        <source>Items in every array, 2 to 48; 0: as the level says.</source>
        <translation>每个画面的项数，2 至 48；0：由等级决定。</translation>
    </message>
    <message>
        <source>Items in the arrays, as in ``4 8 16``, equally often; empty: as above.</source>
        <translation>各画面的项数，如 ``4 8 16``，各数目出现次数相同；留空：同上一项。</translation>
    </message>
    <message>
        <source>``target``, or ``dot``: the same displays without search, a key being pressed for the side of a dot that comes some time after them.</source>
        <translation>``target``（找目标），或 ``dot``：画面相同但不必搜索，只对稍后出现的圆点在哪一侧按键。</translation>
    </message>
    <message>
        <source>Levels harder after a correct answer, 0.05 to 3.</source>
        <translation>答对后难度升高的级数，0.05 至 3。</translation>
    </message>
    <message>
        <source>Step up when engaged and correct, times the usual one, 1 to 3.</source>
        <translation>投入且答对时的升级步长，为通常的几倍，1 至 3。</translation>
    </message>
    <message>
        <source>Correct answers in a row before a harder level, 1 to 10.</source>
        <translation>连续答对几次后难度升一级，1 至 10。</translation>
    </message>
    <message>
        <source>Levels harder after a correct answer, 0.05 to 3; our own choice.</source>
        <translation>答对后难度升高的级数，0.05 至 3；本软件自定。</translation>
    </message>
    <message>
        <source>Kessels et al. 2000: a block a second, sequences from three on (theirs from two); the 14 trials and their rule are those of Woods et al. 2011.</source>
        <translation>Kessels 等人 2000：每秒一个方块，序列从 3 个开始（原版从 2 个开始）；14 个试次及其规则取自 Woods 等人 2011。</translation>
    </message>
    <message>
        <source>Smith 1982: nine symbols, correct digits a minute; 70 symbols in place of 90 seconds, answered by keys.</source>
        <translation>Smith 1982：九个符号，计每分钟答对的数字；以 70 个符号代替 90 秒，用按键作答。</translation>
    </message>
    <message>
        <source>Changes of direction before the steps halve.</source>
        <translation>方向改变几次后步长减半。</translation>
    </message>
    <message>
        <source>Share of ``step`` that is left after many changes of direction, 0.02 to 1.</source>
        <translation>方向多次改变后 ``step`` 剩余的比例，0.02 至 1。</translation>
    </message>
    <message>
        <source>``harder_on_lapse`` or ``easier_on_lapse``.</source>
        <translation>``harder_on_lapse``（走神时加难）或 ``easier_on_lapse``（走神时降低难度）。</translation>
    </message>
    <message>
        <source>Below this certainty the score is not used, 0 to 1.</source>
        <translation>置信度低于此值时不使用得分，0 至 1。</translation>
    </message>
    <message>
        <source>Levels per unit of the score (0 to 1) by which it lies off its mean, 0 to 20.</source>
        <translation>得分（0 至 1）每偏离其均值一个单位所对应的级数，0 至 20。</translation>
    </message>
    <message>
        <source>Most levels that the score may move a level by at any moment of a block, 0 to 5: a wrong score drives nobody to the floor or the ceiling.</source>
        <translation>组块中任一时刻得分最多可使难度偏移的级数，0 至 5：得分有误时，也不会把人推到最低或最高难度。</translation>
    </message>
    <message>
        <source>Most levels the offset may change by in a trial, 0.05 to 5.</source>
        <translation>每个试次中偏移量最多可改变的级数，0.05 至 5。</translation>
    </message>
    <message>
        <source>Time constant of the recent mean, trials, 1 to 100.</source>
        <translation>近期均值的时间常数（试次），1 至 100。</translation>
    </message>
    <message>
        <source>Time constant of the person&apos;s own mean, trials; longer than the recent one.</source>
        <translation>个人自身均值的时间常数（试次）；须长于近期均值的。</translation>
    </message>
    <message>
        <source>Engaged from here on, 0 to 1.</source>
        <translation>得分达到此值即为投入，0 至 1。</translation>
    </message>
    <message>
        <source>Not engaged up to here, 0 to ``high``.</source>
        <translation>得分不超过此值即为不投入，0 至 ``high``。</translation>
    </message>
    <message>
        <source>Step down when not engaged and wrong, times the usual one, 0.25 to 1.</source>
        <translation>不投入且答错时的降级步长，为通常的几倍，0.25 至 1。</translation>
    </message>
    <message>
        <source>``shipped``, or the first digits of the SHA-256 of the shipped network: a protocol that names them is refused by a program with another network.</source>
        <translation>``shipped``（自带网络），或自带网络 SHA-256 的前几位：写明后，网络不同的程序会拒绝该方案。</translation>
    </message>
    <message>
        <source>Of taking the loop&apos;s level, 0.05 to 0.95.</source>
        <translation>采用闭环难度的概率，0.05 至 0.95。</translation>
    </message>
    <message>
        <source>Most levels the offset may reach, 0 to 5.</source>
        <translation>偏移量最多可达的级数，0 至 5。</translation>
    </message>
    <message>
        <source>Errors in a row before an easier level, 1 to 10.</source>
        <translation>连续答错几次后难度降一级，1 至 10。</translation>
    </message>
    <message>
        <source>Levels moved at once, 1 to 10.</source>
        <translation>每次升降的级数，1 至 10。</translation>
    </message>
    <message>
        <source>Whether single answers move it until the direction changes for the first time.</source>
        <translation>在方向首次改变之前，是否每次作答都升降。</translation>
    </message>
    <message>
        <source>Levels above and below it, 0 to 20; those beyond an end are left out.</source>
        <translation>上下各取几级，0 至 20；超出两端的不计。</translation>
    </message>
    <message>
        <source>``train``: the level nearest to ``target``; ``measure``: the most informative.</source>
        <translation>``train``：最接近 ``target`` 的等级；``measure``：信息量最大的等级。</translation>
    </message>
    <message>
        <source>``fast`` or ``slow``: which times tell of a lapse.</source>
        <translation>``fast``（过快）或 ``slow``（过慢）：哪种反应时表示走神。</translation>
    </message>
    <message>
        <source>Times in the recent mean, 1 to 20.</source>
        <translation>近期均值所含的反应时个数，1 至 20。</translation>
    </message>
    <message>
        <source>Times before anything is compared, 2 to 1000.</source>
        <translation>开始比较之前所需的反应时个数，2 至 1000。</translation>
    </message>
    <message>
        <source>Standard deviations that make a mean unusual, 0.1 to 5.</source>
        <translation>均值偏离几个标准差算异常，0.1 至 5。</translation>
    </message>
    <message>
        <source>Levels moved while it is, 0 to 5.</source>
        <translation>异常期间偏移的级数，0 至 5。</translation>
    </message>
    <message>
        <source>Changes of direction before the steps halve; our own choice.</source>
        <translation>方向改变几次后步长减半；本软件自定。</translation>
    </message>
    <message>
        <source>Share of ``step`` that is left after many changes of direction, 0.02 to 1; 1: all of it.</source>
        <translation>方向多次改变后 ``step`` 剩余的比例，0.02 至 1；1：全部保留。</translation>
    </message>
    <message>
        <source>Fan et al. 2002: three blocks of 96 trials, 1.7 s, gaps of 0.06 degrees.</source>
        <translation>Fan 等人 2002：三个组块，各 96 个试次，时限 1.7 秒，间距 0.06 度。</translation>
    </message>
    <message>
        <source>Wolfe 1998: T among Ls, several set sizes, no limit in practice; 20 trials per size and answer are our own choice.</source>
        <translation>Wolfe 1998：L 中找 T，多种项数，实际上不限时；每种项数和答案 20 个试次为本软件自定。</translation>
    </message>
    <message>
        <source>Sternberg 1966: varied sets, 1.2 s an item, 2 s delay; 16 trials per size and answer are our own choice.</source>
        <translation>Sternberg 1966：可变记忆集，每项 1.2 秒，延迟 2 秒；每种大小和答案 16 个试次为本软件自定。</translation>
    </message>
    <message>
        <source>Luck and Vogel 1997: 0.1 s sample, 0.9 s retention, a single probe as in Rouder et al. 2008; 20 trials per size and answer are our own choice.</source>
        <translation>Luck 和 Vogel 1997：样本 0.1 秒，保持 0.9 秒，单个探测同 Rouder 等人 2008；每种数目和答案 20 个试次为本软件自定。</translation>
    </message>
    <message>
        <source>Robertson et al. 1997: 225 digits, one every 1.15 s, 0.25 s on screen.</source>
        <translation>Robertson 等人 1997：225 个数字，每 1.15 秒一个，各显示 0.25 秒。</translation>
    </message>
    <message>
        <source>Esterman et al. 2013: 8 minutes, a view every 0.8 s at full contrast.</source>
        <translation>Esterman 等人 2013：8 分钟，每 0.8 秒一个画面，全对比度。</translation>
    </message>
    <message>
        <source>Dinges and Powell 1985: waits of 2 to 10 s for 10 minutes, which are some 95 trials; the clock ends the original.</source>
        <translation>Dinges 和 Powell 1985：等待 2 至 10 秒，共 10 分钟，约 95 个试次；原版按时间结束。</translation>
    </message>
    <message>
        <source>Basner, Mollicone and Dinges 2011 (PVT-B): waits of 1 to 4 s for 3 minutes, which are some 65 trials, lapses from 355 ms.</source>
        <translation>Basner、Mollicone 和 Dinges 2011（PVT-B）：等待 1 至 4 秒，共 3 分钟，约 65 个试次，355 毫秒以上算反应失误。</translation>
    </message>
    <message>
        <source>Jaeggi et al. 2010: letters, 20 + n items a run, one every 3 s for 0.5 s; 2-back only, nine runs, a third of matches and no lures are our own choice.</source>
        <translation>Jaeggi 等人 2010：字母，每轮 20 + n 项，每 3 秒一个，各显示 0.5 秒；只用 2-back、九轮、三分之一匹配、无诱饵为本软件自定。</translation>
    </message>
    <message>
        <source>Woods et al. 2011: 14 lists, from three digits on, one longer after a list that was right and one shorter after two that were wrong.</source>
        <translation>Woods 等人 2011：14 组，从三位数字开始，答对一组加长一位，连错两组缩短一位。</translation>
    </message>
    <message>
        <source>Verbruggen et al. 2019: 256 arrows, a quarter with the signal, 1.25 s each, a delay that rises after each stop and falls after each failure, by 33 ms in place of 50.</source>
        <translation>Verbruggen 等人 2019：256 个箭头，四分之一带停止信号，每个 1.25 秒；每次停住后延迟增加，失败后减少，步长 33 毫秒（原为 50）。</translation>
    </message>
    <message>
        <source>Wessel 2018: a fifth of squares, an item each second; 500 items are our own choice, as many as make d′ reliable.</source>
        <translation>Wessel 2018：五分之一是方块，每秒一个刺激；500 个为本软件自定，足以使 d′ 可靠。</translation>
    </message>
    <message>
        <source>MacLeod 1991: coloured words answered by keys, half of them incongruent; 192 trials and 3 s are our own choice.</source>
        <translation>MacLeod 1991：彩色词，用按键作答，一半不一致；192 个试次和 3 秒为本软件自定。</translation>
    </message>
    <message>
        <source>Lu and Proctor 1995: arrows beside the middle, half of them incongruent; 192 trials and 3 s are our own choice.</source>
        <translation>Lu 和 Proctor 1995：箭头位于中央两侧，一半不一致；192 个试次和 3 秒为本软件自定。</translation>
    </message>
    <message>
        <source>Posner 1980: a central arrow, four in five valid, 7 degrees; the choice of a side in place of detection and 240 trials are our own choice.</source>
        <translation>Posner 1980：中央箭头，五分之四有效，7 度；以选择左右代替检测、240 个试次为本软件自定。</translation>
    </message>
    <message>
        <source>Monsell 2003: cued rules, half of them switches; 192 items and 0.3 s of preparation are our own choice.</source>
        <translation>Monsell 2003：由线索指示规则，一半为转换；192 个刺激和 0.3 秒准备时间为本软件自定。</translation>
    </message>
    <message>
        <source>Servan-Schreiber et al. 1996, letters a few seconds apart; 40 % AX and 20 % of each other pair in place of 70 and 10 %, so that each has enough trials.</source>
        <translation>Servan-Schreiber 等人 1996，字母相隔数秒；AX 占 40%，其余各对占 20%（原为 70% 和 10%），使每种都有足够的试次。</translation>
    </message>
    <message>
        <source>Ball et al. 1988: shape and place at once, then a mask; 7 degrees, a staircase one up after an error and two right down, and 60 trials are our own choice.</source>
        <translation>Ball 等人 1988：同时呈现形状和位置，随后掩蔽；7 度、答错一次延长、连对两次缩短的阶梯法、60 个试次为本软件自定。</translation>
    </message>
    <message>
        <source>Chun and Potter 1995: two digits among letters, an item each 0.1 s; lags of 1, 2, 3, 5 and 8, 30 trials each, are our own choice.</source>
        <translation>Chun 和 Potter 1995：字母流中的两个数字，每 0.1 秒一项；间隔 1、2、3、5、8，各 30 个试次为本软件自定。</translation>
    </message>
    <message>
        <source>Turner and Engle 1989: sums and letters; lengths by a staircase as in Woods et al. 2011 in place of three lists of each length.</source>
        <translation>Turner 和 Engle 1989：算式与字母；长度按 Woods 等人 2011 的阶梯法，代替每种长度三组。</translation>
    </message>
    <message>
        <source>Kane et al. 2004: patterns and places, here of a grid of nine; lengths by a staircase as in Woods et al. 2011.</source>
        <translation>Kane 等人 2004：图案与位置，此处为九宫格；长度按 Woods 等人 2011 的阶梯法。</translation>
    </message>
    <message>
        <source>Pylyshyn and Storm 1988: five of ten targets, all marked as in Hulleman 2005; 6 degrees a second, 6 s and 40 trials are our own choice.</source>
        <translation>Pylyshyn 和 Storm 1988：十个中有五个目标，按 Hulleman 2005 全部标出；每秒 6 度、6 秒、40 个试次为本软件自定。</translation>
    </message>
    <message>
        <source>Reitan 1958: 25 circles, numbers alone and letters in turn; four new sheets of each, by mouse or touch, are our own choice.</source>
        <translation>Reitan 1958：25 个圆圈，纯数字以及数字字母交替；各用四页新图、以鼠标或触摸作答为本软件自定。</translation>
    </message>
    <message>
        <source>Santiago-Espada et al. 2011 (MATB-II): four parts side by side; one dimension, signs for calls, one pump a tank, and eight minutes of one load are our own choice.</source>
        <translation>Santiago-Espada 等人 2011（MATB-II）：四项并行；一维追踪、以符号代替呼叫、每个水箱一台泵、单一负荷 8 分钟为本软件自定。</translation>
    </message>
    <message>
        <source>Rizzo et al. 2000 and Parsons et al. 2007: letters every 1.35 s while the room distracts; X alone, three in ten, and 480 letters are our own choice.</source>
        <translation>Rizzo 等人 2000 和 Parsons 等人 2007：每 1.35 秒一个字母，教室里有干扰；只对 X 按键、占十分之三、480 个字母为本软件自定。</translation>
    </message>
    <message>
        <source>Bowden and Jung-Beeman 2003: compound items, 30 s each; 36 of 144.</source>
        <translation>Bowden 和 Jung-Beeman 2003：复合词题目，每题 30 秒；144 题中的 36 题。</translation>
    </message>
    <message>
        <source>The same in Chinese: characters that make words, our own 36 items, whose difficulty is not known.</source>
        <translation>中文版：能与三个字组成词的字，自编 36 题，难度未知。</translation>
    </message>
    <message>
        <source>Silvia et al. 2008: two things, 3 minutes each; fluency alone is scored.</source>
        <translation>Silvia 等人 2008：两件物品，各 3 分钟；只计流畅性。</translation>
    </message>
    <message>
        <source>The same with things in Chinese.</source>
        <translation>同上，物品用中文。</translation>
    </message>
    <message>
        <source>Smits, Goverts and Festen 2013: 24 triplets from 0 dB, 2 dB up after an error and down after a triplet that was right.</source>
        <translation>Smits、Goverts 和 Festen 2013：24 组三位数，从 0 dB 开始，答错升 2 dB，整组答对降 2 dB。</translation>
    </message>
</context>
<context>
    <name>participant</name>
    <message>
        <source>Space</source>
        <translation>空格键</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>回车键</translation>
    </message>
    <message>
        <source>Backspace</source>
        <translation>退格键</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一页</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一页</translation>
    </message>
    <message>
        <source>The researcher has been called.</source>
        <translation>已呼叫研究人员。</translation>
    </message>
    <message>
        <source>Get ready</source>
        <translation>请准备</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>{done} of {all:part|parts} done</source>
        <translation>共 {all} 部分，已完成 {done} 部分</translation>
    </message>
    <message>
        <source>Time for a break</source>
        <translation>休息一下</translation>
    </message>
    <message>
        <source>A short pause</source>
        <translation>稍停片刻</translation>
    </message>
    <message>
        <source>The researcher will go on with you in a moment.</source>
        <translation>请稍候，研究人员马上带您继续。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Thank you</source>
        <translation>谢谢您</translation>
    </message>
    <message>
        <source>That was the last part. Please stay seated: the researcher comes to you.</source>
        <translation>这是最后一部分。请坐着稍候，研究人员会过来。</translation>
    </message>
    <message>
        <source>Call the researcher</source>
        <translation>呼叫研究人员</translation>
    </message>
    <message>
        <source>Stop everything at once</source>
        <translation>立即停止一切</translation>
    </message>
    <message>
        <source>Breathe in</source>
        <translation>吸气</translation>
    </message>
    <message>
        <source>Breathe out</source>
        <translation>呼气</translation>
    </message>
</context>
<context>
    <name>protocols</name>
    <message>
        <source>Attention camp for adults</source>
        <translation>成人注意力训练营</translation>
    </message>
    <message>
        <source>Ten sessions of about 25 minutes for healthy adults of 18 to 60 years. Each begins with a calibration, then trains search, working memory and sustained attention.</source>
        <translation>面向 18 至 60 岁健康成人，共十次，每次约 25 分钟。每次先校准，再训练搜索、工作记忆和持续注意。</translation>
    </message>
    <message>
        <source>Assessment battery with search</source>
        <translation>含视觉搜索的成套测评</translation>
    </message>
    <message>
        <source>Short assessment battery</source>
        <translation>简短成套测评</translation>
    </message>
    <message>
        <source>Assessment battery</source>
        <translation>成套测评</translation>
    </message>
    <message>
        <source>Published procedures for before and after a camp; nothing is trained. About 40 minutes: vigilance, sustained attention, visual search, memory scanning and a span, in an order and with keys balanced over people. Use the same PC, display and headset both times.</source>
        <translation>训练营前后使用的已发表测评程序，不含训练。约 40 分钟：警觉、持续注意、视觉搜索、记忆扫描和一项广度任务，顺序和按键在参与者之间平衡。前后两次请使用同一台电脑、同一显示器和同一脑电设备。</translation>
    </message>
    <message>
        <source>Published procedures for before and after a camp; nothing is trained. About 25 minutes: vigilance, sustained attention, visual working memory and hearing in noise, in an order and with keys balanced over people. It needs a sound device. Use the same PC, display and headset both times.</source>
        <translation>训练营前后使用的已发表测评程序，不含训练。约 25 分钟：警觉、持续注意、视觉工作记忆和噪声中的听觉，顺序和按键在参与者之间平衡。需要声音设备。前后两次请使用同一台电脑、同一显示器和同一脑电设备。</translation>
    </message>
    <message>
        <source>Published procedures for before and after a camp; nothing is trained. About 35 minutes: vigilance, sustained attention, attention networks and a memory span, in an order and with keys balanced over people. Use the same PC, display and headset both times.</source>
        <translation>训练营前后使用的已发表测评程序，不含训练。约 35 分钟：警觉、持续注意、注意网络和一项记忆广度任务，顺序和按键在参与者之间平衡。前后两次请使用同一台电脑、同一显示器和同一脑电设备。</translation>
    </message>
    <message>
        <source>Attention camp for children</source>
        <translation>儿童注意力训练营</translation>
    </message>
    <message>
        <source>Sessions of about 12 minutes for children of 8 to 12 years: words of their own, few items, long limits, frequent breaks. A grown-up stays in the room. Not for children who have had seizures, unless their physician agrees.</source>
        <translation>为 8 至 12 岁儿童设计，每次约 12 分钟：用儿童的话说明，项目少、时限长、休息多。须有成人在场。有癫痫发作史的儿童未经医生同意不得参加。</translation>
    </message>
    <message>
        <source>Demonstration</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>A short calibration, then visual search and n-back whose difficulty follows performance and, where the calibration allows it, engagement. For a first look and for tests; three minutes are too short to train anyone.</source>
        <translation>先做简短校准，再做视觉搜索和 n-back，难度随表现变化，校准允许时也随投入度变化。用于初次体验和测试；三分钟不足以产生训练效果。</translation>
    </message>
    <message>
        <source>Attention camp for older adults</source>
        <translation>老年人注意力训练营</translation>
    </message>
    <message>
        <source>Sessions of about 15 minutes for adults over 60 years: longer limits and breaks, an easy beginning. Set the participant&apos;s text size to 150 % in Settings. It trains attention; it neither diagnoses nor treats dementia.</source>
        <translation>面向 60 岁以上成人，每次约 15 分钟：时限和休息更长，从易到难。请在“设置”中把参与者页面的文字大小设为 150%。它训练注意力；不诊断也不治疗痴呆。</translation>
    </message>
    <message>
        <source>Reaction form</source>
        <translation>反应训练</translation>
    </message>
    <message>
        <source>A session of about 16 minutes for esports players and others whose work is fast answers: vigilance, flankers, changing rules, search. Nothing here predicts success in a game.</source>
        <translation>面向电竞选手及其他需要快速反应的人，约 16 分钟：警觉、侧翼干扰（Flanker）、规则转换、搜索。这里的任何结果都不能预测比赛胜负。</translation>
    </message>
    <message>
        <source>Rehabilitation form</source>
        <translation>康复训练</translation>
    </message>
    <message>
        <source>Sessions of about 15 minutes with a break of at least a minute after each short block, for use by clinicians beside their own programme. Difficulty follows performance alone, since EEG after brain injury is unlike what the model was trained on. It is no medical device and replaces no treatment.</source>
        <translation>每次约 15 分钟，每个短组块后至少休息一分钟，供临床人员配合自己的方案使用。难度仅随表现变化，因为脑损伤后的脑电与模型的训练数据不同。它不是医疗器械，不能替代任何治疗。</translation>
    </message>
    <message>
        <source>Attention break at work</source>
        <translation>工间注意力练习</translation>
    </message>
    <message>
        <source>A session of about 12 minutes for people at work: sustained attention and working memory. The results belong to the participant; it is not for selecting or ranking staff.</source>
        <translation>面向上班族，约 12 分钟：持续注意和工作记忆。结果归参与者所有；不得用于选拔或排名员工。</translation>
    </message>
</context>
<context>
    <name>reasons</name>
    <message>
        <source>gap</source>
        <translation>数据缺口</translation>
    </message>
    <message>
        <source>settling</source>
        <translation>滤波器尚未稳定</translation>
    </message>
    <message>
        <source>too few good channels</source>
        <translation>良好通道太少</translation>
    </message>
    <message>
        <source>not recorded yet</source>
        <translation>尚未记录</translation>
    </message>
    <message>
        <source>overrun</source>
        <translation>数据已被覆盖</translation>
    </message>
    <message>
        <source>no headset</source>
        <translation>没有脑电设备</translation>
    </message>
    <message>
        <source>too few electrodes with a known position</source>
        <translation>已知位置的电极太少</translation>
    </message>
    <message>
        <source>bipolar derivations are not scored as electrodes</source>
        <translation>双极导联不作为电极计算得分</translation>
    </message>
    <message>
        <source>window too short</source>
        <translation>时间窗太短</translation>
    </message>
    <message>
        <source>trained on other electrodes</source>
        <translation>模型用其他电极训练</translation>
    </message>
    <message>
        <source>needs the person&apos;s own rest first</source>
        <translation>须先有此人自己的静息数据</translation>
    </message>
    <message>
        <source>the model gave no number</source>
        <translation>模型没有给出数值</translation>
    </message>
    <message>
        <source>reference differs from own rest</source>
        <translation>参考电极与本人静息时不同</translation>
    </message>
    <message>
        <source>needs training on labelled recordings first</source>
        <translation>须先用有标签的记录训练</translation>
    </message>
    <message>
        <source>refused by the calibration</source>
        <translation>校准未予准许</translation>
    </message>
</context>
<context>
    <name>sentences</name>
    <message>
        <source>The participant&apos;s window closed unexpectedly ({code}). The EEG goes on being recorded and every trial in the log is stored. Restart the participant&apos;s window to go on with the next trial, or end the session.</source>
        <translation>参与者的窗口意外关闭（{code}）。脑电仍在记录，日志中的每个试次都已保存。请重新打开参与者窗口以继续下一个试次，或结束会话。</translation>
    </message>
    <message>
        <source>The headset process ended unexpectedly ({code}). All but the last second of EEG is on disk, and the session goes on with performance alone. Restart the headset to go on recording; the gap is marked in the data.</source>
        <translation>脑电设备进程意外结束（{code}）。除最后一秒外，脑电都已存盘，会话仅按表现继续。请重新启动脑电设备以继续记录；数据中会标出缺口。</translation>
    </message>
    <message>
        <source>The participant&apos;s window has not answered for {seconds} s. The EEG goes on being recorded and every trial in the log is stored. Restart the participant&apos;s window to go on with the next trial, or end the session.</source>
        <translation>参与者的窗口已有 {seconds} 秒没有响应。脑电仍在继续记录，日志中的每个试次均已保存。请重新打开窗口以继续下一个试次，或结束会话。</translation>
    </message>
    <message>
        <source>The headset process has not answered for {seconds} s. What was recorded before is on disk, and the session goes on with performance alone. Restart the headset to go on recording; the gap is marked in the data.</source>
        <translation>脑电设备进程已有 {seconds} 秒没有响应。此前记录的数据已写入磁盘，会话将仅依据表现继续进行。请重新启动脑电设备以继续记录；数据中会标记这段缺口。</translation>
    </message>
    <message>
        <source>Ended early: the participant&apos;s window did not answer and was closed. All trials so far are stored.</source>
        <translation>会话提前结束：参与者的窗口没有响应，已被关闭。到目前为止的所有试次均已保存。</translation>
    </message>
    <message>
        <source>must be a whole number, got {got}</source>
        <translation>必须是整数，实际为 {got}</translation>
    </message>
    <message>
        <source>must be a number, got {got}</source>
        <translation>必须是数字，实际为 {got}</translation>
    </message>
    <message>
        <source>must be true or false, got {got}</source>
        <translation>必须是 true 或 false，实际为 {got}</translation>
    </message>
    <message>
        <source>must be a list, got {got}</source>
        <translation>必须是列表，实际为 {got}</translation>
    </message>
    <message>
        <source>must be a list of fields, got {got}</source>
        <translation>必须是一组字段，实际为 {got}</translation>
    </message>
    <message>
        <source>this field is missing</source>
        <translation>缺少此字段</translation>
    </message>
    <message>
        <source>must be at least {limit}, got {got}</source>
        <translation>不得小于 {limit}，实际为 {got}</translation>
    </message>
    <message>
        <source>must be at most {limit}, got {got}</source>
        <translation>不得大于 {limit}，实际为 {got}</translation>
    </message>
    <message>
        <source>must be one of {allowed}, got {got}</source>
        <translation>必须是以下之一：{allowed}；实际为 {got}</translation>
    </message>
    <message>
        <source>must be letters a–z and digits only, got {got}</source>
        <translation>只能使用字母 a–z 和数字，实际为 {got}</translation>
    </message>
    <message>
        <source>must hold at least one block, got {got}</source>
        <translation>至少要有一个组块，实际为 {got}</translation>
    </message>
    <message>
        <source>must hold at most {limit} blocks</source>
        <translation>最多只能有 {limit} 个组块</translation>
    </message>
    <message>
        <source>must be text, got {got}</source>
        <translation>必须是文字，实际为 {got}</translation>
    </message>
    <message>
        <source>must be one text or number, or true or false, got {got}</source>
        <translation>必须是一段文字、一个数字，或 true 或 false，实际为 {got}</translation>
    </message>
    <message>
        <source>{problem}, got {got}</source>
        <translation>{problem}，实际为 {got}</translation>
    </message>
    <message>
        <source>{path} is there already. Choose another run or session.</source>
        <translation>{path} 已存在。请选择其他轮次或会话。</translation>
    </message>
    <message>
        <source>{path} is not there, so this recording cannot go on. Begin a new run.</source>
        <translation>{path} 不存在，因此无法继续此记录。请开始新的一轮。</translation>
    </message>
    <message>
        <source>{key} is there already, and it may be the only key to another export. Choose another folder for this one.</source>
        <translation>{key} 已存在，它可能是另一次导出唯一的编号对照表。请为本次导出选择其他文件夹。</translation>
    </message>
    <message>
        <source>{run} is being recorded. Export when the session has ended.</source>
        <translation>{run} 正在记录。请在会话结束后导出。</translation>
    </message>
    <message>
        <source>{dataset} is no dataset: it has no dataset_description.json. Choose the folder that holds one.</source>
        <translation>{dataset} 不是数据集：其中没有 dataset_description.json。请选择包含该文件的文件夹。</translation>
    </message>
    <message>
        <source>The export cannot lie in {out}: that is in or around the dataset {dataset}. Choose a folder beside it.</source>
        <translation>不能导出到 {out}：它在数据集 {dataset} 之内或包含该数据集。请选择数据集之外的文件夹。</translation>
    </message>
    <message>
        <source>{out} is there already, and an export overwrites nothing. Choose a new folder, or remove that one.</source>
        <translation>{out} 已存在，导出不会覆盖任何内容。请选择新文件夹，或删除原有的文件夹。</translation>
    </message>
    <message>
        <source>participant label</source>
        <translation>参与者编号</translation>
    </message>
    <message>
        <source>session label</source>
        <translation>会话编号</translation>
    </message>
    <message>
        <source>task label</source>
        <translation>任务标签</translation>
    </message>
    <message>
        <source>Use letters a–z and digits only, {most} at most, such as 01.</source>
        <translation>只能使用字母 a–z 和数字，最多 {most} 个，例如 01。</translation>
    </message>
    <message>
        <source>The {what} is empty. {remedy}</source>
        <translation>{what}为空。{remedy}</translation>
    </message>
    <message>
        <source>The {what} {text!r} has {n} letters. {remedy}</source>
        <translation>{what}“{text}”有 {n} 个字符。{remedy}</translation>
    </message>
    <message>
        <source>The {what} {text!r} has characters that BIDS does not allow in a label: {shown}. {remedy}</source>
        <translation>{what}“{text}”含有 BIDS 不允许的字符：{shown}。{remedy}</translation>
    </message>
    <message>
        <source>There is no session in {path}. Choose a session folder, such as DATASET/sub-01/ses-01.</source>
        <translation>{path} 中没有会话。请选择会话文件夹，例如 DATASET/sub-01/ses-01。</translation>
    </message>
    <message>
        <source>{path} holds {n} runs: {names}{more}. Choose one: give its folder or one of its files.</source>
        <translation>{path} 中有 {n} 轮记录：{names}{more}。请选择其中一轮：指定其文件夹或其中一个文件。</translation>
    </message>
    <message>
        <source>The run is {run}; runs count from 1.</source>
        <translation>轮次为 {run}；轮次从 1 开始。</translation>
    </message>
    <message>
        <source>{path} is a file, not a folder. Choose a folder for the dataset.</source>
        <translation>{path} 是文件，不是文件夹。请为数据集选择一个文件夹。</translation>
    </message>
    <message>
        <source>{path} cannot be made: {place} is a file. Choose another folder.</source>
        <translation>无法创建 {path}：{place} 是文件。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>{place} cannot be written to. Choose another folder, or ask whoever looks after this computer for the right to write there.</source>
        <translation>无法写入 {place}。请选择其他文件夹，或向管理这台电脑的人申请写入权限。</translation>
    </message>
    <message>
        <source>{file} has no BIDSVersion, so {path} is no BIDS dataset. Choose an empty folder or a BIDS dataset.</source>
        <translation>{file} 中没有 BIDSVersion，因此 {path} 不是 BIDS 数据集。请选择空文件夹或 BIDS 数据集。</translation>
    </message>
    <message>
        <source>Run {run} of session {session} of participant {participant} is in {dataset} already. Choose another run or session; what was recorded is left as it is.</source>
        <translation>参与者 {participant} 的会话 {session} 第 {run} 轮已在 {dataset} 中。请选择其他轮次或会话；已记录的内容保持不动。</translation>
    </message>
    <message>
        <source>{run} holds data and is kept. Remove it by hand if you must.</source>
        <translation>{run} 含有数据，已保留。确有必要时请手动删除。</translation>
    </message>
    <message>
        <source>{path} cannot be read: {error}. Choose another folder.</source>
        <translation>无法读取 {path}：{error}。请选择其他文件夹。</translation>
    </message>
    <message>
        <source>{path} is no BIDS dataset: it holds {strange} and no dataset_description.json. Choose an empty folder or a BIDS dataset.</source>
        <translation>{path} 不是 BIDS 数据集：其中有 {strange}，但没有 dataset_description.json。请选择空文件夹或 BIDS 数据集。</translation>
    </message>
    <message>
        <source>{file} cannot be read: {error}. Mend it, or choose another folder.</source>
        <translation>无法读取 {file}：{error}。请修复该文件，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>The {what} {label!r} differs from {other!r}, which is in {dataset} already, only by case; BIDS does not allow that. Use {other!r}, or another label.</source>
        <translation>{what}“{label}”与 {dataset} 中已有的“{other}”仅大小写不同；BIDS 不允许这样。请使用“{other}”或其他编号。</translation>
    </message>
    <message>
        <source>{file}: line {number} cannot be read</source>
        <translation>{file}：第 {number} 行无法读取</translation>
    </message>
    <message>
        <source>There is no recording {path}. Choose a session that has EEG.</source>
        <translation>没有记录 {path}。请选择含有脑电的会话。</translation>
    </message>
    <message>
        <source>{file} is missing: the samples cannot be checked</source>
        <translation>缺少 {file}：无法核对样本</translation>
    </message>
    <message>
        <source>{file}: the checksum for samples {first} to {stop} is missing</source>
        <translation>{file}：缺少样本 {first} 至 {stop} 的校验和</translation>
    </message>
    <message>
        <source>{path} cannot be read: {error}. Restore it from a backup.</source>
        <translation>无法读取 {path}：{error}。请从备份恢复。</translation>
    </message>
    <message>
        <source>The description of the recording {run} cannot be read: {error}. Restore its _eeg.json and _channels.tsv from a backup.</source>
        <translation>无法读取记录 {run} 的说明：{error}。请从备份恢复其 _eeg.json 和 _channels.tsv。</translation>
    </message>
    <message>
        <source>{path} cannot be read: {error}. Restore it from a backup, or remove it: the recording itself does not need it.</source>
        <translation>无法读取 {path}：{error}。请从备份恢复，或将其删除：记录本身并不需要它。</translation>
    </message>
    <message>
        <source>There is no dataset {dataset}. Choose an existing folder.</source>
        <translation>没有数据集 {dataset}。请选择已有的文件夹。</translation>
    </message>
    <message>
        <source>The BIDS validator is not installed ({error}). Install it: pip install bids-validator-deno.</source>
        <translation>未安装 BIDS 校验器（{error}）。请安装：pip install bids-validator-deno。</translation>
    </message>
    <message>
        <source>it said nothing</source>
        <translation>没有任何说明</translation>
    </message>
    <message>
        <source>The recording {run} has no samples: the session ended before the first one. Its trials can be read all the same.</source>
        <translation>记录 {run} 中没有样本：会话在第一个样本之前就结束了。其试次仍可读取。</translation>
    </message>
    <message>
        <source>No trial of {run} matches {query!r}. Choose another.</source>
        <translation>{run} 中没有符合“{query}”的试次。请换一个条件。</translation>
    </message>
    <message>
        <source>exit status {number}</source>
        <translation>退出状态 {number}</translation>
    </message>
    <message>
        <source>killed by signal {number}</source>
        <translation>被信号 {number} 终止</translation>
    </message>
    <message>
        <source>--headless has no window, so nobody can answer. Name a simulated participant, such as --observer default.</source>
        <translation>--headless 没有窗口，因此无人能作答。请指定模拟参与者，例如 --observer default。</translation>
    </message>
    <message>
        <source>Session {session} of participant {participant} with the protocol {protocol} is in {dataset} already (run {run}). Choose another session, or run {next} to go on with one that was broken off; what is there is left alone.</source>
        <translation>参与者 {participant} 的会话 {session}（方案 {protocol}）已在 {dataset} 中（第 {run} 轮）。请选择其他会话，或用第 {next} 轮继续中断的会话；已有内容保持不动。</translation>
    </message>
    <message>
        <source>Make a new one on the page “This PC”, or with “attention-camp check”.</source>
        <translation>请在“本机”页面或用“attention-camp check”重新生成。</translation>
    </message>
    <message>
        <source>This is no timing certificate: {error}. {remedy}</source>
        <translation>这不是计时检测报告：{error}。{remedy}</translation>
    </message>
    <message>
        <source>There is no timing certificate of this PC at {path}. {remedy}</source>
        <translation>在 {path} 找不到本机的计时检测报告。{remedy}</translation>
    </message>
    <message>
        <source>The arm must be one of {allowed}, got {arm}.</source>
        <translation>研究组别必须是以下之一：{allowed}；实际为 {arm}。</translation>
    </message>
    <message>
        <source>{run} was calibrated with personal weights of an earlier session that are no longer in {folder} (sha256 {hash}…). Restore the file from a backup to make the decisions again.</source>
        <translation>{run} 校准时使用了更早会话的个人权重，而 {folder} 中已没有该文件（sha256 {hash}…）。若要重新作出各项决定，请从备份恢复该文件。</translation>
    </message>
    <message>
        <source>samples {first} to {stop} ({begin:.1f} s to {end:.1f} s) are not what was recorded: their checksum differs</source>
        <translation>样本 {first} 至 {stop}（{begin:.1f} 秒至 {end:.1f} 秒）与记录时不同：校验和不符</translation>
    </message>
    <message>
        <source>samples {first} to {stop} have no checksum; “attention-camp recover” gives them one</source>
        <translation>样本 {first} 至 {stop} 没有校验和；运行“attention-camp recover”可补上</translation>
    </message>
    <message>
        <source>Cleaning the EEG again</source>
        <translation>正在重新清理脑电</translation>
    </message>
    <message>
        <source>Reading the trial&apos;s windows</source>
        <translation>正在读取该试次的时间窗</translation>
    </message>
    <message>
        <source>The score of trial {trial} of {run} cannot be made again: the model now declines all its windows. Compare with attention-camp replay.</source>
        <translation>{run} 第 {trial} 个试次的得分无法重新计算：模型现在对它的所有时间窗都不给出得分。请用 attention-camp replay 比较。</translation>
    </message>
    <message>
        <source>Trial {trial} of {run} was scored without the person&apos;s own rest, and an explanation starts from there. Record a calibration with rest.</source>
        <translation>{run} 的第 {trial} 个试次计算得分时没有使用参与者本人的静息数据，而解释须以此为起点。请采集包含静息的校准。</translation>
    </message>
    <message>
        <source>{run} has no scored trial {trial}: practice is not scored, and trials count from 1. Choose another trial.</source>
        <translation>{run} 没有有得分的第 {trial} 个试次：练习不计得分，试次编号从 1 开始。请选择其他试次。</translation>
    </message>
    <message>
        <source>Trial {trial} of {run} has no score, so there is nothing to explain. Its row says why. Choose another trial.</source>
        <translation>{run} 的第 {trial} 个试次没有得分，因此没有可解释的内容；原因见该试次所在行。请选择其他试次。</translation>
    </message>
    <message>
        <source>The explanation ended unexpectedly ({code}). Try again; if it fails again, run attention-camp explain in a terminal.</source>
        <translation>解释意外中止（{code}）。请重试；若再次失败，请在终端运行 attention-camp explain。</translation>
    </message>
    <message>
        <source>The EEG could not be written to {path}: {error}. What was stored until then stays as it is. {remedy} Then begin a new run.</source>
        <translation>脑电无法写入 {path}：{error}。此前已保存的内容保持不变。{remedy} 然后开始新的一轮记录。</translation>
    </message>
    <message>
        <source>{file} has no column participant_id, so nobody can be found in it. Correct its first line.</source>
        <translation>{file} 没有 participant_id 列，无法在其中找到任何人。请改正它的第一行。</translation>
    </message>
    <message>
        <source>{run} is not in the copy: {problem}</source>
        <translation>副本中没有 {run}：{problem}</translation>
    </message>
    <message>
        <source>{run} is not in {table}.csv: {problem}</source>
        <translation>{table}.csv 中没有 {run}：{problem}</translation>
    </message>
    <message>
        <source>The export to {out} broke off: {error}. {remedy} The dataset is as it was.</source>
        <translation>导出到 {out} 时中断：{error}。{remedy} 数据集保持原样。</translation>
    </message>
    <message>
        <source>{file} was saved by another program; its values are those of the decision ledger.</source>
        <translation>{file} 曾被其他程序保存；其中的值与决策日志一致。</translation>
    </message>
    <message>
        <source>{file} was edited: trial {numbers} differs from the decision ledger. The table&apos;s values count; the ledger keeps what was recorded.</source>
        <translation>{file} 被编辑过：试次 {numbers} 与决策日志不同。以表格中的值为准；日志保留当时的记录。</translation>
    </message>
    <message>
        <source>{file}: trial {numbers} is not in the decision ledger.</source>
        <translation>{file}：试次 {numbers} 不在决策日志中。</translation>
    </message>
    <message>
        <source>{problem}</source>
        <translation>{problem}</translation>
    </message>
    <message>
        <source>{file} was missing and was written again.</source>
        <translation>{file} 缺失，已重新写入。</translation>
    </message>
    <message>
        <source>{file}, never finished, was moved to {folder}.</source>
        <translation>{file} 从未写完，已移到 {folder}。</translation>
    </message>
    <message>
        <source>{file} is a link to {target}, which is no file here, and is left out. Fetch it first (git annex get), or put the file in its place.</source>
        <translation>{file} 是指向 {target} 的链接，而该文件不在这里，因此略去。请先取回它（git annex get），或在原处放入文件本身。</translation>
    </message>
    <message>
        <source>{folder} cannot be read: {error}. Ask whoever looks after this computer for the right to read it.</source>
        <translation>无法读取 {folder}：{error}。请向这台电脑的管理员申请读取权限。</translation>
    </message>
    <message>
        <source>{file} is a link to {target}, outside the dataset, and is not followed. Put a copy of the file in its place.</source>
        <translation>{file} 是指向数据集之外 {target} 的链接，不予跟随。请在原处放入该文件的副本。</translation>
    </message>
    <message>
        <source>{path} names {name} as its {key}, outside the recording&apos;s own folder: it is not read. Correct the line; it should be {key}={expected}.</source>
        <translation>{path} 把 {name} 写作它的 {key}，而该文件在记录所在文件夹之外，因此不读取。请改正这一行；应为 {key}={expected}。</translation>
    </message>
    <message>
        <source>{path} leads to {target}, outside the dataset, and is not followed. Put a copy of it in its place.</source>
        <translation>{path} 指向数据集之外的 {target}，不予跟随。请在原处放入它的副本。</translation>
    </message>
    <message>
        <source>{path} cannot be locked: {error}. Ask whoever looks after this computer for the right to read and write there.</source>
        <translation>无法锁定 {path}：{error}。请向这台电脑的管理员申请该处的读写权限。</translation>
    </message>
    <message>
        <source>{folder} is on a disk that knows no locks, so two programs could write over each other, and a session that is being recorded could not be told from one that broke off. Choose a folder on a disk of this computer, or ask whoever looks after the disk to allow locks.</source>
        <translation>{folder} 所在的磁盘不支持文件锁，两个程序可能互相覆盖，也无法区分正在记录的会话和中断的会话。请选择本机磁盘上的文件夹，或请磁盘的管理员启用文件锁。</translation>
    </message>
    <message>
        <source>{path} is held by another program.</source>
        <translation>{path} 正被另一个程序占用。</translation>
    </message>
    <message>
        <source>{run} is being recorded. Wait until the session has ended, or end it.</source>
        <translation>{run} 正在记录。请等待会话结束，或先结束它。</translation>
    </message>
    <message>
        <source>{other} is being recorded, and a session is recorded once at a time. Wait until it has ended, or end it; then begin run {run}.</source>
        <translation>{other} 正在记录，而同一会话一次只能记录一轮。请等待它结束或先结束它，再开始第 {run} 轮。</translation>
    </message>
    <message>
        <source>{file} or its markers cannot be read: {error}. “attention-camp recover” mends what a crash left; else restore them from a backup.</source>
        <translation>无法读取 {file} 或它的标记：{error}。“attention-camp recover”可修复崩溃遗留的问题；否则请从备份恢复。</translation>
    </message>
    <message>
        <source>The run could not be prepared in {dataset}: {error} ({file}). {remedy}</source>
        <translation>无法在 {dataset} 中准备这一轮记录：{error}（{file}）。{remedy}</translation>
    </message>
    <message>
        <source>does not hold {hash}, the hash of line {line} of {ledger}, which closes the session: one of them was changed</source>
        <translation>其中没有 {hash}，即结束该会话的 {ledger} 第 {line} 行的哈希值：其中一个被改动过</translation>
    </message>
    <message>
        <source>{run} was never begun: its preparation was removed; a copy is in {folder}.</source>
        <translation>{run} 从未开始：其准备文件已移除，副本在 {folder}。</translation>
    </message>
    <message>
        <source>{file} was missing and was written again from the sidecars.</source>
        <translation>{file} 缺失，已根据附属文件重新写入。</translation>
    </message>
    <message>
        <source>{file}, without samples, is in {folder}.</source>
        <translation>{file} 没有样本，已放入 {folder}。</translation>
    </message>
    <message>
        <source>{person} was added to participants.tsv.</source>
        <translation>{person} 已加入 participants.tsv。</translation>
    </message>
    <message>
        <source>{run} is interrupted: nobody ended it.</source>
        <translation>{run} 已标为中断：没有人结束它。</translation>
    </message>
    <message>
        <source>{text}</source>
        <translation>{text}</translation>
    </message>
    <message>
        <source>{path}, line {number}: trial {trial} is there already; its first row counts. Remove the row that is wrong.</source>
        <translation>{path} 第 {number} 行：试次 {trial} 已经存在，以它的第一行为准。请删除错误的那一行。</translation>
    </message>
    <message>
        <source>{path}, line {number}: {error}. Correct the line, or restore the file from a backup.</source>
        <translation>{path} 第 {number} 行：{error}。请改正这一行，或从备份恢复该文件。</translation>
    </message>
    <message>
        <source>{file} is no text in UTF-8 and cannot hold {text!r}. Save it as UTF-8, then begin again.</source>
        <translation>{file} 不是 UTF-8 文本，无法写入“{text}”。请把它存为 UTF-8，然后重新开始。</translation>
    </message>
    <message>
        <source>{path} could not be written: {error}. What was stored until then stays as it is. {remedy} Then begin a new run.</source>
        <translation>无法写入 {path}：{error}。此前已保存的内容保持不变。{remedy} 然后开始新的一轮记录。</translation>
    </message>
    <message>
        <source>{problem} {remedy}</source>
        <translation>{problem}{remedy}</translation>
    </message>
    <message>
        <source>The headset {board} gave no signal to check within {seconds:g} s. Look at its power, cable or dongle, then try again.</source>
        <translation>脑电设备 {board} 在 {seconds:g} 秒内没有给出可供检查的信号。请检查其电源、连接线或接收器，然后重试。</translation>
    </message>
    <message>
        <source>The processes of the session need a temporary folder, and the system gives none: {problem}</source>
        <translation>会话的各个进程需要一个临时文件夹，而系统无法提供：{problem}</translation>
    </message>
    <message>
        <source>The end of the session could not be written. {error}</source>
        <translation>无法写入会话的结束信息。{error}</translation>
    </message>
    <message>
        <source>{one} {more}</source>
        <translation>{one}{more}</translation>
    </message>
    <message>
        <source>The participant&apos;s language must be one of {allowed}, got {language}.</source>
        <translation>参与者的语言必须是以下之一：{allowed}；实际为 {language}。</translation>
    </message>
    <message>
        <source>--speed {speed:g} needs a source without a clock of its own; {board} delivers samples in real time. Leave --speed away, or use --board simulated.</source>
        <translation>--speed {speed:g} 需要没有自身时钟的信号源；{board} 按实时速度提供样本。请去掉 --speed，或使用 --board simulated。</translation>
    </message>
    <message>
        <source>The protocol&apos;s cleaning does not fit the headset {name}: {problem}. Change the protocol&apos;s reference, or name the electrodes as they were put on.</source>
        <translation>方案中的信号清理与脑电设备 {name} 不符：{problem}。请更改方案中的参考，或按实际佩戴位置为电极命名。</translation>
    </message>
    <message>
        <source>The participant pressed the emergency key. All trials so far are stored.</source>
        <translation>参与者按下了急停键。到目前为止的所有试次都已保存。</translation>
    </message>
    <message>
        <source>Ended early: {error}. All trials so far are stored.</source>
        <translation>提前结束：{error}。到目前为止的所有试次都已保存。</translation>
    </message>
    <message>
        <source>The session stopped because of a fault in the program ({error}). All trials so far are stored. Please send the log to the developers.</source>
        <translation>会话因程序故障而停止（{error}）。到目前为止的所有试次都已保存。请把日志发给开发者。</translation>
    </message>
    <message>
        <source>--observer {observer}: {error}</source>
        <translation>--observer {observer}：{error}</translation>
    </message>
    <message>
        <source>Block {number} ({task}): {error}</source>
        <translation>组块 {number}（{task}）：{error}</translation>
    </message>
    <message>
        <source>The recording {path} could not be closed: its last second may be missing. Look at it with “attention-camp validate”, and at its disk.</source>
        <translation>无法关闭记录 {path}：可能缺少最后一秒。请用“attention-camp validate”检查它，并检查磁盘。</translation>
    </message>
    <message>
        <source>Of the session {run} nothing is left in {dataset}: its files were moved, renamed or removed while it ran. Bring them back to their place.</source>
        <translation>会话 {run} 在 {dataset} 中已无任何文件：它们在会话进行中被移动、改名或删除。请把它们放回原处。</translation>
    </message>
    <message>
        <source>{path} does not say how the session ended, since it could not be written. What was recorded stays as it is; look at it with “attention-camp validate”.</source>
        <translation>{path} 未能写入，因此没有记载会话如何结束。已记录的内容保持不变；请用“attention-camp validate”检查。</translation>
    </message>
    <message>
        <source>{path} has no header, so nothing was decided in this run. Choose a session that has trials.</source>
        <translation>{path} 没有开头行，因此这一轮没有作出任何决定。请选择含有试次的会话。</translation>
    </message>
    <message>
        <source>{path} has format {got}, this version reads up to {known}. Upgrade attention-camp.</source>
        <translation>{path} 的格式为 {got}，本版本最高只能读取 {known}。请升级 attention-camp。</translation>
    </message>
    <message>
        <source>time on task</source>
        <translation>任务持续时间（time-on-task）</translation>
    </message>
    <message>
        <source>signal amplitude</source>
        <translation>信号幅度</translation>
    </message>
    <message>
        <source>muscle activity</source>
        <translation>肌电活动</translation>
    </message>
    <message>
        <source>eye movements</source>
        <translation>眼动</translation>
    </message>
    <message>
        <source>the score (AUC {auc:.2f}) did not beat {controls}; performance alone decides</source>
        <translation>得分（AUC {auc:.2f}）未能优于：{controls}；难度仅由表现决定</translation>
    </message>
    <message>
        <source>{control} ({auc:.2f})</source>
        <translation>{control}（{auc:.2f}）</translation>
    </message>
    <message>
        <source>the score (AUC {auc:.2f}) beat its controls, the best of them {control}</source>
        <translation>得分（AUC {auc:.2f}）优于各项对照，其中最好的对照：{control}</translation>
    </message>
    <message>
        <source>{one}, {more}</source>
        <translation>{one}、{more}</translation>
    </message>
    <message>
        <source>chance (p = {p:.2f})</source>
        <translation>随机水平（p = {p:.2f}）</translation>
    </message>
    <message>
        <source>the operator ended the session</source>
        <translation>研究人员结束了会话</translation>
    </message>
    <message>
        <source>must be {allowed} or a list of channels, such as [M1, M2], got {got}</source>
        <translation>必须是 {allowed} 之一或通道列表，例如 [M1, M2]，实际为 {got}</translation>
    </message>
    <message>
        <source> Did you mean “{near}”?</source>
        <translation>您是不是想输入“{near}”？</translation>
    </message>
    <message>
        <source>There is no protocol named “{name}”. Shipped are: {shipped}.{hint} A file of your own ends in .yaml.</source>
        <translation>没有名为“{name}”的方案。自带的方案有：{shipped}。{hint}您自己的文件应以 .yaml 结尾。</translation>
    </message>
    <message>
        <source>{origin}: a protocol is a list of fields such as “name: demo”, got {kind}. Start from a shipped one.</source>
        <translation>{origin}：方案应是一组字段，例如“name: demo”，实际为 {kind}。请从自带的方案开始修改。</translation>
    </message>
    <message>
        <source>start_level must be 1 to {n}, got {level}</source>
        <translation>start_level 必须在 1 到 {n} 之间，实际为 {level}</translation>
    </message>
    <message>
        <source>, line {line}</source>
        <translation>，第 {line} 行</translation>
    </message>
    <message>
        <source>{origin}{where}: this is not valid YAML: {problem}. Compare with the example in docs/protocols.md; indent with spaces, never with tabs.</source>
        <translation>{origin}{where}：不是有效的 YAML：{problem}。请对照 docs/protocols.md 中的示例；缩进只能用空格，不能用制表符。</translation>
    </message>
    <message>
        <source>block {number} ({task}): {error}</source>
        <translation>第 {number} 组块（{task}）：{error}</translation>
    </message>
    <message>
        <source>{file}, line {line}, {field}: {what}</source>
        <translation>{file} 第 {line} 行，{field}：{what}</translation>
    </message>
    <message>
        <source>unknown field, allowed are {allowed}{hint}</source>
        <translation>未知字段，允许的字段有 {allowed}{hint}</translation>
    </message>
    <message>
        <source>{one}; {more}</source>
        <translation>{one}；{more}</translation>
    </message>
    <message>
        <source>a list of fields</source>
        <translation>一组字段</translation>
    </message>
    <message>
        <source>; did you mean “{near}”?</source>
        <translation>；您是不是想输入“{near}”？</translation>
    </message>
    <message>
        <source>{name}: {figure} (allowed: {limit})</source>
        <translation>{name}：{figure}（限值：{limit}）</translation>
    </message>
    <message>
        <source>The timing certificate of this PC ({screen}; measured {date}) is not good enough for this protocol. {found}. Close other programs, and check the graphics driver (it must wait for the refresh) or the sound device. {remedy}</source>
        <translation>本机的计时检测报告（{screen}；测于 {date}）对此方案来说不够好。{found}。请关闭其他程序，并检查显卡驱动（必须等待屏幕刷新）或声音设备。{remedy}</translation>
    </message>
    <message>
        <source>This is no timing certificate: a verdict must be one of {allowed}; got {verdict!r}.</source>
        <translation>这不是计时检测报告：判定必须是以下之一：{allowed}；实际为“{verdict}”。</translation>
    </message>
    <message>
        <source>The participant pressed the emergency key, Esc.</source>
        <translation>参与者按下了急停键 Esc。</translation>
    </message>
    <message>
        <source>the participant&apos;s window was closed</source>
        <translation>参与者的窗口被关闭</translation>
    </message>
    <message>
        <source>text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>a whole number from {low} to {high}</source>
        <translation> {low} 到 {high} 之间的整数</translation>
    </message>
    <message>
        <source>a number from {low} to {high}</source>
        <translation> {low} 到 {high} 之间的数字</translation>
    </message>
    <message>
        <source>{file} has no column participant_id, so no participant can be added. Correct its first line.</source>
        <translation>{file} 没有 participant_id 列，因此无法添加参与者。请更正其第一行。</translation>
    </message>
    <message>
        <source>{path}, line {number}: {problem}. The decision ledger was damaged or edited: restore it from a backup. The recording itself is not affected.</source>
        <translation>{path} 第 {number} 行：{problem}。决策日志已损坏或被改动：请从备份中恢复。记录本身不受影响。</translation>
    </message>
    <message>
        <source>this is not a line of JSON</source>
        <translation>这不是一行 JSON</translation>
    </message>
    <message>
        <source>{name} cannot be {got}</source>
        <translation>{name} 不能为 {got}</translation>
    </message>
    <message>
        <source>{name} is missing</source>
        <translation>缺少 {name}</translation>
    </message>
    <message>
        <source>{file} is held by another Attention Camp. Wait until it is done, or end it, then try again.</source>
        <translation>{file} 正被另一个 Attention Camp 占用。请等它完成或将其结束，然后重试。</translation>
    </message>
    <message>
        <source>line {number} cannot be read: {problem}</source>
        <translation>无法读取第 {number} 行：{problem}</translation>
    </message>
    <message>
        <source>model {estimator} {hash} is not here</source>
        <translation>此处没有模型 {estimator} {hash}</translation>
    </message>
    <message>
        <source>no headset answered when the session began</source>
        <translation>会话开始时没有脑电设备响应</translation>
    </message>
    <message>
        <source>The scores of {run} cannot be made again: {why}. Use the version of the program that recorded it; its ledger names it.</source>
        <translation>无法重新计算 {run} 的分数：{why}。请使用记录它的程序版本；其决策日志中写有该版本。</translation>
    </message>
    <message>
        <source>no line of a ledger is of the kind {kind}</source>
        <translation>决策日志中没有类型为 {kind} 的行</translation>
    </message>
    <message>
        <source>figures are no report of a calibration</source>
        <translation>这些数值不是校准报告</translation>
    </message>
    <message>
        <source>the {form} form of {task} sets {field} to {value}, got {got}: leave the field out, or choose form: training</source>
        <translation>{task} 的 {form} 形式把 {field} 定为 {value}，而这里写的是 {got}：请去掉该字段，或选择 form: training</translation>
    </message>
    <message>
        <source>The protocol {origin} was not read: {reason}. Compare with the example in docs/protocols.md.</source>
        <translation>没有读取方案 {origin}：{reason}。请与 docs/protocols.md 中的示例比较。</translation>
    </message>
    <message>
        <source>a value cannot be read</source>
        <translation>有一个值无法读取</translation>
    </message>
    <message>
        <source>its options cannot be used together</source>
        <translation>这些选项不能同时使用</translation>
    </message>
    <message>
        <source>The program has a fault and could not do this. What is recorded so far is on disk. Please send the log to the developers.</source>
        <translation>程序出现故障，无法完成此操作。目前已记录的内容都在磁盘上。请把日志发给开发者。</translation>
    </message>
    <message>
        <source>true or false</source>
        <translation> true 或 false</translation>
    </message>
    <message>
        <source>a table of texts</source>
        <translation>文字表</translation>
    </message>
    <message>
        <source>The setting {name} must be {allowed}; {path} has {got}. {default} is used.</source>
        <translation>设置 {name} 必须是{allowed}；{path} 中为 {got}。已改用 {default}。</translation>
    </message>
    <message>
        <source>The settings in {path} could not be read ({error}). The defaults are used, and saved with your next change.</source>
        <translation>无法读取 {path} 中的设置（{error}）。已采用默认值，并会在您下次更改时保存。</translation>
    </message>
    <message>
        <source>it holds {kind}, not a table</source>
        <translation>其内容是 {kind}，不是表</translation>
    </message>
    <message>
        <source>line {line} is not valid JSON</source>
        <translation>第 {line} 行不是有效的 JSON</translation>
    </message>
    <message>
        <source>The list of sessions cannot be read: another program is using its index. Wait a moment and open this page again.</source>
        <translation>无法读取会话列表：另一个程序正在使用其索引。请稍候，然后重新打开此页。</translation>
    </message>
    <message>
        <source>The study file declares its arms. Leave out --arm, or change the file.</source>
        <translation>研究文件已声明各组。请去掉 --arm，或修改文件。</translation>
    </message>
    <message>
        <source>There is no annotation {key!r} any more.</source>
        <translation>标注 {key!r} 已不存在。</translation>
    </message>
    <message>
        <source>{file} was changed by another program since it was read here. Open the session again; what is in the file is kept.</source>
        <translation>{file} 读入之后被另一个程序改动过。请重新打开该会话；文件中的内容保持不变。</translation>
    </message>
    <message>
        <source>An annotation needs a description. Write one.</source>
        <translation>标注需要描述。请写一个。</translation>
    </message>
    <message>
        <source>An annotation cannot begin at {onset} s and last {duration} s. Both are 0 or more.</source>
        <translation>标注不能从 {onset} 秒开始、持续 {duration} 秒。两者都应不小于 0。</translation>
    </message>
    <message>
        <source>The review cannot be kept in {folder}: {error}. Nothing was changed. Make room or ask for the right to write there.</source>
        <translation>审阅结果无法保存到 {folder}：{error}。没有任何改动。请腾出空间，或申请写入该处的权限。</translation>
    </message>
    <message>
        <source>{path}, line {number} cannot be read: {error}. Correct the line, or restore the file from a backup.</source>
        <translation>{path} 第 {number} 行无法读取：{error}。请改正该行，或从备份恢复该文件。</translation>
    </message>
    <message>
        <source>Participant {person}: engagement is of several scales ({scales}). Do not compare these sessions by it; the column score_scale tells them apart.</source>
        <translation>参与者 {person}：投入度用了几种标尺（{scales}）。请勿用它比较这些会话；score_scale 列可加以区分。</translation>
    </message>
    <message>
        <source>{run} has no epochs: {problem}</source>
        <translation>{run} 没有分段：{problem}</translation>
    </message>
    <message>
        <source>Parquet needs the package pyarrow, which is not installed. Install it: pip install “attention-camp[parquet]”; or export CSV alone.</source>
        <translation>Parquet 需要 pyarrow 软件包，但尚未安装。请安装：pip install “attention-camp[parquet]”；或只导出 CSV。</translation>
    </message>
    <message>
        <source>There is no file {file}. Check the path.</source>
        <translation>没有文件 {file}。请检查路径。</translation>
    </message>
    <message>
        <source>{folder} is a folder. Name the file of the recording in it.</source>
        <translation>{folder} 是文件夹。请指定其中的记录文件。</translation>
    </message>
    <message>
        <source>The rows of {table} can be matched to the markers of an XDF file; {file} is none. Import it without the table.</source>
        <translation>{table} 的行只能与 XDF 文件的标记匹配，而 {file} 不是。请不带该表导入。</translation>
    </message>
    <message>
        <source>The recording {file} has no stream of markers, so the rows of the table cannot be placed in time; it has {found}. Record the markers that PsychoPy sends, or import it without the table.</source>
        <translation>记录 {file} 没有标记流，无法确定表中各行的时间；其中有 {found}。请采集 PsychoPy 发送的标记，或不带该表导入。</translation>
    </message>
    <message>
        <source>The recording {file} cannot be read: {error}.</source>
        <translation>无法读取记录 {file}：{error}。</translation>
    </message>
    <message>
        <source>no streams</source>
        <translation>没有数据流</translation>
    </message>
    <message>
        <source>Two of the files have the same name: {names}. Rename one.</source>
        <translation>有两个文件同名：{names}。请重命名其中一个。</translation>
    </message>
    <message>
        <source>Files of an earlier import of this run that broke off will be moved to {folder}.</source>
        <translation>该轮此前中断的导入所留下的文件将移到 {folder}。</translation>
    </message>
    <message>
        <source>The recording {file} has no samples.</source>
        <translation>记录 {file} 没有采样。</translation>
    </message>
    <message>
        <source>The rows of {file} do not belong to this recording: matched by {how}, their times differ from those of the markers by up to {worst:.1f} s. Check that both files are of one session, or name the marker that a trial begins with: --marker NAME.</source>
        <translation>{file} 的行不属于此记录：按{how}匹配后，其时间与标记最多相差 {worst:.1f} 秒。请确认两个文件属于同一会话，或用 --marker NAME 指定试次开始的标记。</translation>
    </message>
    <message>
        <source>The table {file} has no rows of trials.</source>
        <translation>表 {file} 没有试次行。</translation>
    </message>
    <message>
        <source>The rows of {file} can be matched in more than one way: {ways}. Choose one with --marker NAME.</source>
        <translation>{file} 的行有多种匹配方式：{ways}。请用 --marker NAME 选择一种。</translation>
    </message>
    <message>
        <source>the labels in the column {name}</source>
        <translation>{name} 列中的标签</translation>
    </message>
    <message>
        <source>the times of {label} in the table</source>
        <translation>表中 {label} 的时间</translation>
    </message>
    <message>
        <source>The table {file} cannot be read: {error}.</source>
        <translation>无法读取表 {file}：{error}。</translation>
    </message>
    <message>
        <source>the number of markers {label}</source>
        <translation>标记 {label} 的个数</translation>
    </message>
    <message>
        <source>Gaps: {n}, {seconds:.2f} s in all, the longest {longest:.2f} s.</source>
        <translation>间断：{n} 处，共 {seconds:.2f} 秒，最长 {longest:.2f} 秒。</translation>
    </message>
    <message>
        <source>Events: {n} ({shown}).</source>
        <translation>事件：{n} 个（{shown}）。</translation>
    </message>
    <message>
        <source>EEG channels: {n_chans} ({names}), {sfreq:g} Hz, {minutes:.1f} minutes.</source>
        <translation>脑电通道：{n_chans} 个（{names}），{sfreq:g} Hz，{minutes:.1f} 分钟。</translation>
    </message>
    <message>
        <source>The EEG is in µV; half of its values are within {spread:.3g} µV of their channel&apos;s median.</source>
        <translation>脑电单位为 µV；半数值与所在通道中位数之差不超过 {spread:.3g} µV。</translation>
    </message>
    <message>
        <source>No gaps.</source>
        <translation>没有间断。</translation>
    </message>
    <message>
        <source>No events.</source>
        <translation>没有事件。</translation>
    </message>
    <message>
        <source>Rows of {table} that were matched: {n} of {n_rows}, by {how}.</source>
        <translation>{table} 中匹配的行：{n}/{n_rows}，依据{how}。</translation>
    </message>
    <message>
        <source>The reference is {reference}.</source>
        <translation>参考为 {reference}。</translation>
    </message>
    <message>
        <source>The reference is not known: n/a.</source>
        <translation>参考未知：n/a。</translation>
    </message>
    <message>
        <source>The mains frequency was not given: n/a. Give it with --line-freq 50.</source>
        <translation>未给出工频：n/a。请用 --line-freq 50 给出。</translation>
    </message>
    <message>
        <source>Other channels, kept under their type: {kinds}.</source>
        <translation>其他通道按类型保留：{kinds}。</translation>
    </message>
    <message>
        <source>The table has no times that could confirm it.</source>
        <translation>表中没有可供核对的时间。</translation>
    </message>
    <message>
        <source>Their times agree with those of the markers to {ms:.0f} ms.</source>
        <translation>其时间与标记相差不超过 {ms:.0f} 毫秒。</translation>
    </message>
    <message>
        <source>The import into {dataset} broke off: {error}. Free some space or choose another folder; nothing of it was kept.</source>
        <translation>导入 {dataset} 中断：{error}。请腾出空间或选择其他文件夹；没有留下任何内容。</translation>
    </message>
    <message>
        <source>There is no session in {path}. Choose the folder of a dataset, in which dataset_description.json is.</source>
        <translation>{path} 中没有会话。请选择含有 dataset_description.json 的数据集文件夹。</translation>
    </message>
    <message>
        <source>No run of {folder} is of participant {participant}, session {session}, protocol {protocol}. Choose labels that it has.</source>
        <translation>{folder} 中没有参与者 {participant}、会话 {session}、方案 {protocol} 的运行。请选择其中已有的标签。</translation>
    </message>
    <message>
        <source>No trial of {folder} matches, or none has EEG. Choose others.</source>
        <translation>{folder} 中没有符合条件的试次，或都没有脑电。请另选。</translation>
    </message>
    <message>
        <source>The query {query!r} cannot be used: {error}. Columns are: {columns}.</source>
        <translation>查询 {query!r} 无法使用：{error}。可用的列：{columns}。</translation>
    </message>
    <message>
        <source>The runs of {folder} cannot be put together: {error}. Choose runs of one headset.</source>
        <translation>{folder} 的各次运行无法合并：{error}。请选择同一脑电设备的运行。</translation>
    </message>
    <message>
        <source>{run} is not of a simulated participant and is kept. Simulate into another folder.</source>
        <translation>{run} 不是模拟参与者的记录，予以保留。请在另一个文件夹中进行模拟。</translation>
    </message>
    <message>
        <source>is missing: the calibration made it</source>
        <translation>缺失：它由校准生成</translation>
    </message>
    <message>
        <source>is missing, though the decision ledger is there</source>
        <translation>缺失，尽管决策日志还在</translation>
    </message>
    <message>
        <source>{part}.{name} is {here}, the decision ledger has {ledger}</source>
        <translation>{part}.{name} 为 {here}，而决策日志中为 {ledger}</translation>
    </message>
    <message>
        <source>line {line} is “{got}”, by the sidecars it is “{wanted}”</source>
        <translation>第 {line} 行是“{got}”，按附属文件应为“{wanted}”</translation>
    </message>
    <message>
        <source>{name} is {here}, the decision ledger has {ledger}</source>
        <translation>{name} 为 {here}，而决策日志中为 {ledger}</translation>
    </message>
    <message>
        <source>is not the file that the calibration made: its hash differs</source>
        <translation>不是校准生成的文件：哈希不同</translation>
    </message>
    <message>
        <source>cannot be read: {error}</source>
        <translation>无法读取：{error}</translation>
    </message>
    <message>
        <source>trial {trial}: {name} is {here} in one place and {there} in another</source>
        <translation>试次 {trial}：{name} 在一处为 {here}，在另一处为 {there}</translation>
    </message>
    <message>
        <source>is missing: the samples are</source>
        <translation>缺失：采样却在</translation>
    </message>
    <message>
        <source>line {number} does not follow line {before}: one of them was changed, or lines between them were removed, added or moved</source>
        <translation>第 {number} 行不接续第 {before} 行：其中之一被改动，或其间有行被删除、添加或移动</translation>
    </message>
    <message>
        <source>line {number} is not linked to the line before it</source>
        <translation>第 {number} 行没有与前一行相链接</translation>
    </message>
    <message>
        <source>has no chain, though {file} holds the hash of one: it was replaced or removed</source>
        <translation>没有哈希链，尽管 {file} 中有一个链的哈希：它被替换或删除了</translation>
    </message>
    <message>
        <source>line 1 goes on from a run of this session that is not here, or was changed</source>
        <translation>第 1 行接续本会话的另一轮记录，而那一轮不在这里，或被改动过</translation>
    </message>
    <message>
        <source>the chain is open though the session has ended ({state}): its last lines are missing, or the program was killed just then. “attention-camp recover” closes it</source>
        <translation>会话已结束（{state}），哈希链却未闭合：缺少最后几行，或程序恰在那时被终止。“attention-camp recover”可将其闭合</translation>
    </message>
    <message>
        <source>is missing: it was there when the session was closed</source>
        <translation>缺失：会话闭合时它还在</translation>
    </message>
    <message>
        <source>is missing: it holds the session hash</source>
        <translation>缺失：其中保存着会话哈希</translation>
    </message>
    <message>
        <source>was added after the session was closed</source>
        <translation>在会话闭合之后添加</translation>
    </message>
    <message>
        <source>the row of this session was removed since</source>
        <translation>本会话的那一行后来被删除</translation>
    </message>
    <message>
        <source>the column {column} of {run} was changed since: {was} then, {now} now</source>
        <translation>{run} 的 {column} 列后来被改动：当时为 {was}，现在为 {now}</translation>
    </message>
    <message>
        <source>{run} has no trial {trial}. Its trials are {first} to {last}.</source>
        <translation>{run} 没有试次 {trial}。它的试次为 {first} 到 {last}。</translation>
    </message>
    <message>
        <source>A correction names who makes it and why. Give both, such as --who “A. Lee” --why “the key was stuck, seen on the video”.</source>
        <translation>更正须写明由谁作出以及原因。请同时给出，例如 --who “A. Lee” --why “按键卡住，录像可见”。</translation>
    </message>
    <message>
        <source>The column {column} cannot be corrected. Choose one of {known}.</source>
        <translation>{column} 列不能更正。请选择 {known} 之一。</translation>
    </message>
    <message>
        <source>{run} is being recorded, or broke off: its chain is open. Correct it when the session has ended; `attention-camp recover` closes one that broke off.</source>
        <translation>{run} 正在记录或已中断：其哈希链未闭合。请在会话结束后更正；`attention-camp recover` 可闭合中断的会话。</translation>
    </message>
    <message>
        <source>{run} has no decision ledger, which keeps the corrections. Correct sessions of this program only.</source>
        <translation>{run} 没有用来保存更正的决策日志。只能更正本程序的会话。</translation>
    </message>
    <message>
        <source>The column {column} cannot be {value}. Write it as events.tsv does: a decimal point, true or false, n/a for nothing.</source>
        <translation>{column} 列不能为 {value}。请按 events.tsv 的写法：使用小数点，true 或 false，无值写 n/a。</translation>
    </message>
    <message>
        <source>the columns {names} are missing</source>
        <translation>缺少 {names} 列</translation>
    </message>
    <message>
        <source>is missing or empty, though events.tsv has trials</source>
        <translation>缺失或为空，尽管 events.tsv 中有试次</translation>
    </message>
    <message>
        <source>line {line}: trial {trial} stands in line {first} already</source>
        <translation>第 {line} 行：试次 {trial} 已在第 {first} 行</translation>
    </message>
    <message>
        <source>trial {trial} is missing, which the decision ledger has</source>
        <translation>缺少试次 {trial}，而决策日志中有</translation>
    </message>
    <message>
        <source>line {line}: {column} of trial {trial} is {here}, the decision ledger has {ledger}</source>
        <translation>第 {line} 行：试次 {trial} 的 {column} 为 {here}，而决策日志中为 {ledger}</translation>
    </message>
    <message>
        <source>line {line}: the decision ledger has no {kind} “{value}” at {onset} s</source>
        <translation>第 {line} 行：决策日志在 {onset} 秒处没有 {kind}“{value}”</translation>
    </message>
    <message>
        <source>the {kind} “{value}” at {onset} s is missing, which the decision ledger has</source>
        <translation>缺少 {onset} 秒处的 {kind}“{value}”，而决策日志中有</translation>
    </message>
    <message>
        <source>line {line}: the decision ledger has no trial {trial}</source>
        <translation>第 {line} 行：决策日志中没有试次 {trial}</translation>
    </message>
    <message>
        <source>No session here has the hash {hash}: it was changed since the hash was kept, or it is in another dataset.</source>
        <translation>这里没有哈希为 {hash} 的会话：它在保存该哈希之后被改动，或在另一个数据集中。</translation>
    </message>
    <message>
        <source>“{hash}” is too short to compare with. Give the session hash, or its first {n} digits or more.</source>
        <translation>“{hash}”太短，无法比较。请给出会话哈希，或至少其前 {n} 位。</translation>
    </message>
    <message>
        <source>{run} is the session of this hash.</source>
        <translation>{run} 是此哈希对应的会话。</translation>
    </message>
    <message>
        <source>The session broke off: its chain was open (recover, version {version}).</source>
        <translation>会话中断，其哈希链未闭合（recover，版本 {version}）。</translation>
    </message>
    <message>
        <source>{run}: its chain was open and was closed.</source>
        <translation>{run}：其哈希链原未闭合，现已闭合。</translation>
    </message>
    <message>
        <source>{file} was written again.</source>
        <translation>{file} 已重新写入。</translation>
    </message>
    <message>
        <source>Engagement is of several scales here ({scales}), so it cannot be compared (participants with more than one: {names}). Choose sessions of one scale: before and after a camp, use protocols that calibrate, such as battery.</source>
        <translation>这里的投入度用了几种标尺（{scales}），因此不能比较（有多种标尺的参与者：{names}）。请选择同一标尺的会话：训练营前后请使用会校准的方案，例如 battery。</translation>
    </message>
    <message>
        <source>{path} names no channel. Restore it from a backup.</source>
        <translation>{path} 没有写出任何通道。请从备份恢复它。</translation>
    </message>
    <message>
        <source>{run} is being recorded: left alone.</source>
        <translation>{run} 正在记录，未作改动。</translation>
    </message>
    <message>
        <source>{dataset} could not be mended: {problem}</source>
        <translation>无法修复 {dataset}：{problem}</translation>
    </message>
    <message>
        <source>{run} could not be mended: {problem}</source>
        <translation>无法修复 {run}：{problem}</translation>
    </message>
    <message>
        <source>Participant {participant} is not enrolled in the study of {dataset}. Enrol them first: attention-camp enrol {participant} --dataset {dataset}.</source>
        <translation>参与者 {participant} 未登记参加 {dataset} 的研究。请先登记：attention-camp enrol {participant} --dataset {dataset}。</translation>
    </message>
    <message>
        <source>The study has no factor {names}; its factors are {known}.</source>
        <translation>研究没有因素 {names}；它的因素是 {known}。</translation>
    </message>
    <message>
        <source>Participant {participant} is enrolled already, and nobody changes arm. Choose another label for another person.</source>
        <translation>参与者 {participant} 已经登记，任何人都不能更换组别。请为另一个人使用另一个编号。</translation>
    </message>
    <message>
        <source>{name} must be one of {allowed}, got {got}.</source>
        <translation>{name} 必须是 {allowed} 之一，而不是 {got}。</translation>
    </message>
    <message>
        <source>The factor {factor} must be one of {allowed}, got {got}. Give it as --stratum {factor}=LEVEL.</source>
        <translation>因素 {factor} 必须是 {allowed} 之一，实际为 {got}。请用 --stratum {factor}=水平 给出。</translation>
    </message>
    <message>
        <source>The locked study in {path} was changed: {names}. Restore it from a backup; until then no session of it begins.</source>
        <translation>{path} 中已锁定的研究被改动：{names}。请从备份恢复；在此之前不能开始其任何一次训练。</translation>
    </message>
    <message>
        <source>{dataset} holds sessions already, and a study is locked before the first one. Lock it into a new folder.</source>
        <translation>{dataset} 中已有训练记录，而研究必须在第一次训练之前锁定。请锁定到新文件夹。</translation>
    </message>
    <message>
        <source>The protocol {protocol} is not as it was locked with the study. Use the locked one ({names}), or state the change first: attention-camp lock --deviation “REASON” --who NAME --protocol FILE.</source>
        <translation>方案 {protocol} 与随研究锁定时不同。请使用已锁定的方案（{names}），或先声明改动：attention-camp lock --deviation “原因” --who 姓名 --protocol 文件。</translation>
    </message>
    <message>
        <source>A deviation names who states it and why. Give both.</source>
        <translation>偏离声明须写明由谁声明及原因。请两项都提供。</translation>
    </message>
    <message>
        <source>{path} is there already: a study is locked once. State what changes with “attention-camp lock --deviation”.</source>
        <translation>{path} 已经存在：研究只能锁定一次。请用“attention-camp lock --deviation”声明改动。</translation>
    </message>
    <message>
        <source>The decisions of {run} are sealed, and the locked study that they belong to is not in {dataset}.</source>
        <translation>{run} 的决策已密封，而其所属的锁定研究不在 {dataset} 中。</translation>
    </message>
    <message>
        <source>{path}, line {number}: the audit trail was changed here or in the line before. Restore it from a backup.</source>
        <translation>{path} 第 {number} 行：审计记录在此行或上一行被改动。请从备份恢复。</translation>
    </message>
    <message>
        <source>Unblinding names who does it and why. Give both.</source>
        <translation>揭盲须写明由谁进行及原因。请两项都提供。</translation>
    </message>
    <message>
        <source>The allocation list is not the one that was locked in {path}.</source>
        <translation>分配名单不是在 {path} 中锁定的那一份。</translation>
    </message>
    <message>
        <source>{run} is being recorded, or broke off: its chain is open. Unblind when it has ended; `attention-camp recover` closes one that broke off.</source>
        <translation>{run} 正在记录，或已中断：其链未关闭。请在其结束后揭盲；中断的记录可用 `attention-camp recover` 关闭。</translation>
    </message>
    <message>
        <source>is no text in UTF-8, as BIDS asks: the BIDS validator may stop at it. Save it as UTF-8.</source>
        <translation>不是 BIDS 要求的 UTF-8 文本：BIDS 校验器可能在此中断。请另存为 UTF-8。</translation>
    </message>
    <message>
        <source>The BIDS validator broke off with status {status} on {dataset}: {said}. If no file is to blame, install it again: pip install --force-reinstall bids-validator-deno.</source>
        <translation>BIDS 校验器检查 {dataset} 时中断，状态 {status}：{said}。若与文件无关，请重新安装：pip install --force-reinstall bids-validator-deno。</translation>
    </message>
    <message>
        <source>Files of this person: {n}</source>
        <translation>此人的文件：{n} 个</translation>
    </message>
    <message>
        <source>{dataset} has nothing of participant {participant}. Check the label.</source>
        <translation>{dataset} 中没有参与者 {participant} 的任何数据。请核对编号。</translation>
    </message>
    <message>
        <source>A withdrawal names who does it and why. Give both.</source>
        <translation>撤回数据需注明研究人员和原因，两者缺一不可。</translation>
    </message>
    <message>
        <source>Leave the label out of the reason: it stays, the label does not.</source>
        <translation>原因中请勿包含编号：原因会保留，编号不会。</translation>
    </message>
    <message>
        <source>Their rows in {file}</source>
        <translation>{file} 中此人的行</translation>
    </message>
    <message>
        <source>Out of reach: {place}</source>
        <translation>无法触及：{place}</translation>
    </message>
    <message>
        <source>Session {session} of participant {participant} is being recorded. End it first.</source>
        <translation>参与者 {participant} 的会话 {session} 正在记录。请先结束该会话。</translation>
    </message>
    <message>
        <source>as large as EEG is</source>
        <translation>幅度与脑电相当</translation>
    </message>
    <message>
        <source>{path} cannot be read as a {which} key (X25519, PEM without a password). Make a pair with “attention-camp lock --new-key FILE”.</source>
        <translation>{path} 无法作为{which}密钥读取（X25519，无密码的 PEM）。请用“attention-camp lock --new-key 文件”生成一对密钥。</translation>
    </message>
    <message>
        <source>{path} is there already. Choose another name.</source>
        <translation>{path} 已经存在。请使用另一个名称。</translation>
    </message>
    <message>
        <source>The key does not open the sealed {what}: it is another study&apos;s key, or what is sealed was changed. Use the key that was made with the study.</source>
        <translation>此密钥打不开密封的内容（{what}）：它是另一项研究的密钥，或密封的内容已被改动。请使用随该研究生成的密钥。</translation>
    </message>
    <message>
        <source>This computer does not hold the key of the locked study in {dataset} ({key}), so nobody&apos;s arm can be opened here. Record on the computer that locked it, or copy the key from there.</source>
        <translation>本机没有 {dataset} 中锁定研究的密钥（{key}），因此无法在此打开任何人的组别。请在锁定研究的那台计算机上记录，或从那里复制密钥。</translation>
    </message>
    <message>
        <source>The locked study of {dataset} is gone.</source>
        <translation>{dataset} 的锁定研究已不存在。</translation>
    </message>
    <message>
        <source>{run} holds no trials.</source>
        <translation>{run} 中没有试次。</translation>
    </message>
    <message>
        <source>{run} belongs to a blinded study. The participant saw their page; a sheet would tell a researcher more than may be known before unblinding.</source>
        <translation>{run} 属于盲法研究。参与者已看过自己的页面；在揭盲之前，打印单会让研究人员知道得过多。</translation>
    </message>
    <message>
        <source>{question} Or give a reason to start all the same with --override; it is kept with the recording.</source>
        <translation>{question}也可用 --override 给出仍要开始的理由；理由会随记录保存。</translation>
    </message>
    <message>
        <source>the operator&apos;s window closed unexpectedly</source>
        <translation>研究人员的窗口意外关闭</translation>
    </message>
    <message>
        <source>{run} is an anonymous copy, whose decision ledger was left out. Replay the original.</source>
        <translation>{run} 是匿名副本，其中没有决策日志。请重放原始数据。</translation>
    </message>
    <message>
        <source>must be a circumference in cm, 20 to 80, got {got}</source>
        <translation>必须是 20 到 80 厘米的头围，这里是 {got}</translation>
    </message>
    <message>
        <source>must be an address that begins with https://, got {got}</source>
        <translation>必须是以 https:// 开头的网址，这里是 {got}</translation>
    </message>
    <message>
        <source>has an author without a name: {got}</source>
        <translation>有一位作者没有姓名：{got}</translation>
    </message>
    <message>
        <source>has the ORCID {orcid}, whose digits are not right. Copy it again from orcid.org, or leave it out</source>
        <translation>含有 ORCID {orcid}，其校验位不对。请从 orcid.org 重新复制，或略去</translation>
    </message>
    <message>
        <source>{name} {problem}</source>
        <translation>{name} {problem}</translation>
    </message>
    <message>
        <source>Entry</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>Your answers have become less regular, as happens when one gets tired. Take your time: go on when you feel fresh again.</source>
        <translation>您的作答变得不太规律，人累了就会这样。不用着急，恢复精神后再继续。</translation>
    </message>
    <message>
        <source>At the same difficulty you were faster than the time before.</source>
        <translation>难度相同时，您比上次更快。</translation>
    </message>
    <message>
        <source>Look at something far away for a while: it rests your eyes.</source>
        <translation>看一会儿远处的东西，让眼睛休息。</translation>
    </message>
    <message>
        <source>Have a sip of water.</source>
        <translation>喝一口水。</translation>
    </message>
    <message>
        <source>Let your shoulders drop, and sit back for a moment.</source>
        <translation>放松肩膀，往后靠一会儿。</translation>
    </message>
    <message>
        <source>Blink a few times, then close your eyes for three breaths.</source>
        <translation>眨几下眼，然后闭眼呼吸三次。</translation>
    </message>
    <message>
        <source>Stretch your fingers and put your feet flat on the floor.</source>
        <translation>伸展手指，双脚平放在地上。</translation>
    </message>
    <message>
        <source>Your answers in this part: {n}</source>
        <translation>您在这一部分的作答：{n} 次</translation>
    </message>
    <message>
        <source>You managed a harder level than the time before.</source>
        <translation>您完成了比上次更难的等级。</translation>
    </message>
    <message>
        <source>{camp}: session {number} of {all}</source>
        <translation>{camp}：第 {number} 次，共 {all} 次</translation>
    </message>
    <message>
        <source>Session {number} of {all}</source>
        <translation>第 {number} 次训练，共 {all} 次</translation>
    </message>
    <message>
        <source>What would you like to look after? Choose with a number key.</source>
        <translation>今天您想留意什么？请按数字键选择。</translation>
    </message>
    <message>
        <source>{task}: level {level} of {levels} (most likely {low} to {high})</source>
        <translation>{task}：{levels} 级中的第 {level} 级（很可能在 {low} 到 {high} 级之间）</translation>
    </message>
    <message>
        <source>Your goal was: {goal}.</source>
        <translation>您的目标是：{goal}。</translation>
    </message>
    <message>
        <source>Session {number}</source>
        <translation>第 {number} 次训练</translation>
    </message>
    <message>
        <source>A goal for today</source>
        <translation>今天的目标</translation>
    </message>
    <message>
        <source>Your answers today: {answers}, in {minutes} min</source>
        <translation>您今天作答 {answers} 次，用时 {minutes} 分钟</translation>
    </message>
    <message>
        <source>Higher is harder. Each bar shows where your level most likely was (80 %).</source>
        <translation>越高越难。每根竖条表示您的水平最可能所在的范围（80%）。</translation>
    </message>
    <message>
        <source>Your own course</source>
        <translation>您自己的进程</translation>
    </message>
    <message>
        <source>How steady you were</source>
        <translation>您有多稳定</translation>
    </message>
    <message>
        <source>Welcome back after {days} days. You go on where you left off, and the difficulty finds you again by itself.</source>
        <translation>{days} 天后欢迎回来。您从上次结束的地方继续，难度会自动适应您。</translation>
    </message>
    <message>
        <source>To get better at a task one practises is usual. Whether anything else has changed, only a measurement before and after can tell.</source>
        <translation>练习什么任务，什么任务就会做得更好，这很平常。其他方面是否有变化，只有训练前后的测量才能说明。</translation>
    </message>
    <message>
        <source>Your whole camp</source>
        <translation>您的整个训练营</translation>
    </message>
    <message>
        <source>What this does not show</source>
        <translation>这些不能说明什么</translation>
    </message>
    <message>
        <source>{task}: {why}</source>
        <translation>{task}：{why}</translation>
    </message>
    <message>
        <source>Days on which a task goes less well are common: sleep, food and the time of day play a part.</source>
        <translation>有些日子某个任务做得差一点很常见：睡眠、饮食和一天中的时间都有影响。</translation>
    </message>
    <message>
        <source>{task}: level {level} of {levels} (most likely {low} to {high}), harder than the time before</source>
        <translation>{task}：{levels} 级中的第 {level} 级（很可能在 {low} 到 {high} 级之间），比上次更难</translation>
    </message>
    <message>
        <source>{task}: level {level} of {levels} (most likely {low} to {high}), easier than the time before</source>
        <translation>{task}：{levels} 级中的第 {level} 级（很可能在 {low} 到 {high} 级之间），比上次容易</translation>
    </message>
    <message>
        <source>{task}: level {level} of {levels} (most likely {low} to {high}), about the same as the time before</source>
        <translation>{task}：{levels} 级中的第 {level} 级（很可能在 {low} 到 {high} 级之间），与上次差不多</translation>
    </message>
    <message>
        <source>A ring marks your highest so far.</source>
        <translation>圆圈标出您目前的最高水平。</translation>
    </message>
    <message>
        <source>{task}: a right answer took {ms} ms (most likely {low} to {high}) and varied by {percent} %; at the same difficulty faster than before</source>
        <translation>{task}：正确作答用时 {ms} 毫秒（很可能在 {low} 到 {high} 之间），波动 {percent}%；难度相同时比以前快</translation>
    </message>
    <message>
        <source>{task}: a right answer took {ms} ms (most likely {low} to {high}) and varied by {percent} %</source>
        <translation>{task}：正确作答用时 {ms} 毫秒（很可能在 {low} 到 {high} 之间），波动 {percent}%</translation>
    </message>
    <message>
        <source>The signal was clear for {percent} %: sitting still helps it.</source>
        <translation>信号有 {percent}% 是清晰的：坐稳不动有帮助。</translation>
    </message>
    <message>
        <source>There were too few answers to tell.</source>
        <translation>作答太少，无法判断。</translation>
    </message>
    <message>
        <source>These figures are about these tasks on these days. They do not say how attentive you are in daily life.</source>
        <translation>这些数字只关于这几天的这些任务，不能说明您在日常生活中有多专注。</translation>
    </message>
    <message>
        <source>They are no medical finding, and they compare you with nobody.</source>
        <translation>它们不是医学结论，也不把您和任何人比较。</translation>
    </message>
    <message>
        <source>One session says little: tasks get easier with practice, and days differ.</source>
        <translation>一次训练说明不了多少：任务会越练越容易，每天的状态也不同。</translation>
    </message>
    <message>
        <source>How did it go?</source>
        <translation>做得怎么样？</translation>
    </message>
    <message>
        <source>{run} is being recorded. End it first.</source>
        <translation>{run} 正在记录。请先结束它。</translation>
    </message>
    <message>
        <source>{run} belongs to a locked study: its sessions stay. Note a deviation, or withdraw the person.</source>
        <translation>{run} 属于已锁定的研究：其会话不得移走。请记录偏离，或撤回该参与者。</translation>
    </message>
    <message>
        <source>{run} cannot be put back: {file} is there again. Move it away first.</source>
        <translation>{run} 无法放回：{file} 又已存在。请先将其移走。</translation>
    </message>
    <message>
        <source>{file} cannot be moved: {error}. Everything is where it was.</source>
        <translation>{file} 无法移动：{error}。一切保持原位。</translation>
    </message>
    <message>
        <source>{file} cannot be read: {error}. The files beside it are whole: move them back by hand.</source>
        <translation>{file} 无法读取：{error}。旁边的文件完好：请手动移回。</translation>
    </message>
    <message>
        <source>The comment cannot be kept in {file}: {error}.</source>
        <translation>备注无法保存到 {file}：{error}。</translation>
    </message>
    <message>
        <source>{run} belongs to a blinded study: its trials and scores are in no table until unblinding.</source>
        <translation>{run} 属于处于盲态的研究：揭盲之前，其试次和得分不会出现在任何表格中。</translation>
    </message>
    <message>
        <source>{path} is no review: its columns are {found}, and not {wanted}.</source>
        <translation>{path} 不是审阅表：其列为 {found}，而不是 {wanted}。</translation>
    </message>
    <message>
        <source>{path} cannot be read. Give the review&apos;s table.</source>
        <translation>无法读取 {path}。请给出审阅表。</translation>
    </message>
    <message>
        <source>{path}, line {line}: keep is {got}. It is yes, or empty.</source>
        <translation>{path} 第 {line} 行：keep 为 {got}。应为 yes 或留空。</translation>
    </message>
    <message>
        <source>line {line}: the audit trail was changed here or in the line before. Restore it from a backup.</source>
        <translation>第 {line} 行：审计记录在此行或前一行被改动。请从备份恢复。</translation>
    </message>
    <message>
        <source>Correct the consent form:
{problems}</source>
        <translation>请更正同意书：
{problems}</translation>
    </message>
    <message>
        <source>Version {version} of the consent form is in use, with another text. People agreed to that one: give the changed text another version.</source>
        <translation>同意书第 {version} 版已在使用，但文字不同。已有人同意该版本：请给改动后的文字另一个版本号。</translation>
    </message>
    <message>
        <source>The consent form {path} cannot be read. Restore it from a backup; until then no session of a person begins.</source>
        <translation>无法读取同意书 {path}。请从备份恢复；在此之前不会开始任何人的会话。</translation>
    </message>
    <message>
        <source>Participant {participant} is enrolled already. Choose another label for another person.</source>
        <translation>参与者 {participant} 已登记。若是另一人，请选择另一个编号。</translation>
    </message>
    <message>
        <source>{dataset} asks for no consent. Give it a form first: attention-camp people form {dataset} FILE.</source>
        <translation>{dataset} 不要求知情同意。请先添加同意书：attention-camp people form {dataset} FILE。</translation>
    </message>
    <message>
        <source>Participant {participant} is not enrolled in {dataset}. Enrol them first, on the page People or with attention-camp enrol {participant} --dataset {dataset}.</source>
        <translation>参与者 {participant} 未在 {dataset} 中登记。请先登记：使用“人员”页或 attention-camp enrol {participant} --dataset {dataset}。</translation>
    </message>
    <message>
        <source>No session of participant {participant} can begin: {problem}. Ask for their consent, on the page People or with attention-camp people consent {dataset} {participant} --agree ITEM.</source>
        <translation>参与者 {participant} 的会话无法开始：{problem}。请征求其知情同意：使用“人员”页或 attention-camp people consent {dataset} {participant} --agree ITEM。</translation>
    </message>
    <message>
        <source>The enrolment in {path} cannot be read. Restore it from a backup; until then no session of this person begins.</source>
        <translation>无法读取 {path} 中的登记。请从备份恢复；在此之前不会开始该参与者的会话。</translation>
    </message>
    <message>
        <source>The label {label} differs from {other} only by case; BIDS does not allow that. Choose another label.</source>
        <translation>编号 {label} 与 {other} 仅大小写不同；BIDS 不允许。请选择另一个编号。</translation>
    </message>
    <message>
        <source>consent {version}</source>
        <translation>知情同意第 {version} 版</translation>
    </message>
    <message>
        <source>not enrolled</source>
        <translation>未登记</translation>
    </message>
    <message>
        <source>enrolled</source>
        <translation>已登记</translation>
    </message>
    <message>
        <source>consent {version} until {day}</source>
        <translation>知情同意第 {version} 版，有效至 {day}</translation>
    </message>
    <message>
        <source>The label {new} is taken. Where both are one person, merge them: attention-camp people merge.</source>
        <translation>编号 {new} 已被占用。如果两者是同一人，请合并：attention-camp people merge。</translation>
    </message>
    <message>
        <source>{dataset} has nobody of label {into}.</source>
        <translation>{dataset} 中没有编号为 {into} 的人。</translation>
    </message>
    <message>
        <source>Both have session {sessions}. Say what theirs becomes: --session {first}=NEW. Nothing was changed.</source>
        <translation>两者都有会话 {sessions}。请指明其新编号：--session {first}=NEW。未作任何更改。</translation>
    </message>
    <message>
        <source>Say who does it and why. Give both.</source>
        <translation>请写明操作人和原因，两者都要。</translation>
    </message>
    <message>
        <source>{dataset} has nobody of label {old}.</source>
        <translation>{dataset} 中没有编号为 {old} 的人。</translation>
    </message>
    <message>
        <source>A session of {old} is in the bin. Put it back first, or empty the bin.</source>
        <translation>{old} 的一个会话在回收站中。请先恢复它，或清空回收站。</translation>
    </message>
    <message>
        <source>The decisions of {run} are sealed, and the label is in them. Correct it after unblinding.</source>
        <translation>{run} 的决策已封存，其中含有编号。请在揭盲后更正。</translation>
    </message>
    <message>
        <source>The study of {dataset} declares that its data lie on an encrypted volume, and {volume} is not known to be one. Record on one that is, or, if you know that it is: attention-camp people volume {dataset} --who NAME --confirm.</source>
        <translation>{dataset} 的研究声明其数据存放在加密卷上，但无法确认 {volume} 已加密。请记录到加密卷上；如果您确知它已加密：attention-camp people volume {dataset} --who NAME --confirm。</translation>
    </message>
    <message>
        <source>Say who confirms it: --who NAME.</source>
        <translation>请写明由谁确认：--who NAME。</translation>
    </message>
    <message>
        <source>backups and copies of this folder, and of this computer</source>
        <translation>此文件夹及本机的备份和副本</translation>
    </message>
    <message>
        <source>what others hold of exports</source>
        <translation>他人持有的导出数据</translation>
    </message>
    <message>
        <source>The donor of scores was withdrawn.</source>
        <translation>提供得分的参与者已撤回。</translation>
    </message>
    <message>
        <source>{file} was left out of the copy: it holds windows of a person&apos;s EEG and what was fitted to them, and an earlier version wrote it without encryption.</source>
        <translation>副本中未包含 {file}：其中有某人的脑电片段和为其拟合的内容，且由早期版本写出、未加密。</translation>
    </message>
    <message>
        <source>a row has more or fewer cells than columns</source>
        <translation>有一行的单元格数与列数不同</translation>
    </message>
    <message>
        <source>a row has no {column}</source>
        <translation>有一行缺少 {column}</translation>
    </message>
    <message>
        <source>The recording of the eye tracker, {file}, cannot be read: {why}. Restore it and its .json from a backup.</source>
        <translation>无法读取眼动记录 {file}：{why}。请从备份恢复该文件及其 .json。</translation>
    </message>
    <message>
        <source>{file} was torn: its whole lines were written again, a copy of the torn file is in {folder}.</source>
        <translation>{file} 已损坏：其中完整的行已重新写入，损坏文件的副本在 {folder} 中。</translation>
    </message>
    <message>
        <source>Their label in the ledger of {run}, which is closed again</source>
        <translation>{run} 决策日志中的编号；该日志将重新封闭</translation>
    </message>
    <message>
        <source>Their part of the export in {folder}</source>
        <translation>{folder} 中导出数据里属于此人的部分</translation>
    </message>
    <message>
        <source>Keys of their encrypted files: {n}</source>
        <translation>此人加密文件的密钥：{n}</translation>
    </message>
    <message>
        <source>Still named in {file}: look at it.</source>
        <translation>{file} 中仍有此编号：请查看。</translation>
    </message>
    <message>
        <source>The arm of participant {participant} is open already: a guess after that says nothing of the blinding.</source>
        <translation>参与者 {participant} 的组别已经揭开：此后的猜测不能说明盲法是否有效。</translation>
    </message>
    <message>
        <source>{path} cannot be used: trying it failed ({reason}). See docs/own-model.md for what a model takes and gives.</source>
        <translation>{path} 不能使用：试运行失败（{reason}）。模型的输入和输出见 docs/own-model.md。</translation>
    </message>
    <message>
        <source>Name or passphrase is wrong. Nobody was signed in.</source>
        <translation>账户名或密码短语错误。未登录。</translation>
    </message>
    <message>
        <source>The accounts in {path} cannot be read, so nobody can sign in. Restore the file from a backup; without it roles are off.</source>
        <translation>无法读取 {path} 中的账户，因此无人可以登录。请从备份恢复该文件；没有该文件时角色停用。</translation>
    </message>
    <message>
        <source>An account needs a name of at most {most} characters, got “{name}”.</source>
        <translation>账户名最多 {most} 个字符，得到“{name}”。</translation>
    </message>
    <message>
        <source>The role must be one of {allowed}, got {role}.</source>
        <translation>角色必须是 {allowed} 之一，得到 {role}。</translation>
    </message>
    <message>
        <source>There is no account {name}.</source>
        <translation>没有账户 {name}。</translation>
    </message>
    <message>
        <source>One account must be a researcher&apos;s: nobody else may change accounts. Begin with that one, and remove it last.</source>
        <translation>必须有一个研究人员账户：其他人不能更改账户。请先添加它，最后删除它。</translation>
    </message>
    <message>
        <source>there is no consent</source>
        <translation>没有知情同意</translation>
    </message>
    <message>
        <source>the consent is of version {given}, and version {wanted} is asked for now</source>
        <translation>知情同意为第 {given} 版，现在要求第 {wanted} 版</translation>
    </message>
    <message>
        <source>{missing} was not agreed to</source>
        <translation>未同意 {missing}</translation>
    </message>
    <message>
        <source>the consent expired on {day}</source>
        <translation>知情同意已于 {day} 过期</translation>
    </message>
    <message>
        <source>The consent form {version} is written in {known}, not in {language}.</source>
        <translation>同意书第 {version} 版的语言是 {known}，没有 {language}。</translation>
    </message>
    <message>
        <source>The consent form {version} does not ask about {unknown}; it asks about {known}.</source>
        <translation>同意书第 {version} 版没有询问 {unknown}；它询问的是 {known}。</translation>
    </message>
    <message>
        <source>Nobody takes part without agreeing to {missing}. Nothing was kept.</source>
        <translation>不同意 {missing} 则不能参加。未保存任何内容。</translation>
    </message>
    <message>
        <source>two items have the same key</source>
        <translation>两项的键相同</translation>
    </message>
    <message>
        <source>title, text and every item need the same languages, {languages}</source>
        <translation>标题、正文和每一项须使用相同的语言：{languages}</translation>
    </message>
    <message>
        <source>The age is {age:g}. Give years, above 0 and up to {most}, or leave it empty.</source>
        <translation>年龄为 {age:g}。请填岁数，大于 0 且不超过 {most}，或留空。</translation>
    </message>
    <message>
        <source>The age is {text}. Give years as a number, such as 34.</source>
        <translation>年龄为 {text}。请用数字填写岁数，例如 34。</translation>
    </message>
    <message>
        <source>{name} is {got}. It is one of {allowed}, or left empty.</source>
        <translation>{name} 为 {got}。应为 {allowed} 之一，或留空。</translation>
    </message>
    <message>
        <source>{name} has {n} characters. Use a short word, at most {most} characters on one line: it is published with the data.</source>
        <translation>{name} 有 {n} 个字符。请用一个短词，一行内最多 {most} 个字符：它会随数据公开。</translation>
    </message>
    <message>
        <source>Nothing was written: {path} is there already, or this computer has no key of a person file.</source>
        <translation>未写出任何内容：{path} 已存在，或本机没有人员文件的密钥。</translation>
    </message>
    <message>
        <source>{path} holds no keys that this passphrase opens. Nothing was taken over.</source>
        <translation>此密码短语无法打开 {path} 中的密钥。未取用任何内容。</translation>
    </message>
    <message>
        <source>The encrypted weights of a person were changed: the key {number} does not open them. Restore the file from a backup.</source>
        <translation>某人的加密权重被改动：密钥 {number} 无法打开。请从备份恢复该文件。</translation>
    </message>
    <message>
        <source>The weights of a person are encrypted, and their key is not on this computer: it is {number}.key in {folder} of the one that recorded them. Bring it from there, or go on there.</source>
        <translation>某人的权重已加密，而密钥不在本机：它是记录时所用电脑上 {folder} 中的 {number}.key。请从那里取来，或在那台电脑上继续。</translation>
    </message>
    <message>
        <source>record sessions</source>
        <translation>记录会话</translation>
    </message>
    <message>
        <source>enrol people</source>
        <translation>登记人员</translation>
    </message>
    <message>
        <source>review recordings</source>
        <translation>查看记录</translation>
    </message>
    <message>
        <source>see the study&apos;s results</source>
        <translation>查看研究结果</translation>
    </message>
    <message>
        <source>take data away</source>
        <translation>导出数据</translation>
    </message>
    <message>
        <source>unblind</source>
        <translation>揭盲</translation>
    </message>
    <message>
        <source>open the vault</source>
        <translation>打开保险库</translation>
    </message>
    <message>
        <source>remove or relabel people</source>
        <translation>删除人员或更改编号</translation>
    </message>
    <message>
        <source>change settings, studies and models</source>
        <translation>更改设置、研究和模型</translation>
    </message>
    <message>
        <source>change accounts and roles</source>
        <translation>更改账户和角色</translation>
    </message>
    <message>
        <source>participant</source>
        <translation>参与者</translation>
    </message>
    <message>
        <source>operator</source>
        <translation>操作员</translation>
    </message>
    <message>
        <source>researcher</source>
        <translation>研究人员</translation>
    </message>
    <message>
        <source>statistician</source>
        <translation>统计人员</translation>
    </message>
    <message>
        <source>{name} is signed in as {role} and has no right to {what}. It is given to these roles: {who}.</source>
        <translation>{name} 以{role}身份登录，无权{what}。有此权限的角色：{who}。</translation>
    </message>
    <message>
        <source>Sign in first. The right to {what} is given to these roles: {who}.</source>
        <translation>请先登录。有权{what}的角色：{who}。</translation>
    </message>
    <message>
        <source>There were {n} wrong attempts in a row. Wait {seconds:.0f} s, then try again; nothing was looked at meanwhile.</source>
        <translation>已连续 {n} 次输入错误。请等待 {seconds:.0f} 秒后再试；在此期间未检查任何输入。</translation>
    </message>
    <message>
        <source>No word of the recovery phrase&apos;s list: {words}. Compare with what was written down.</source>
        <translation>不在恢复短语词表中的词：{words}。请与所写的核对。</translation>
    </message>
    <message>
        <source>There is no vault at {path}. Make one: attention-camp people vault --new.</source>
        <translation>{path} 处没有保险库。请建立：attention-camp people vault --new。</translation>
    </message>
    <message>
        <source>{path} is there already, and no vault is written over. Open it with its passphrase.</source>
        <translation>{path} 已存在，保险库不会被覆盖。请用密码短语打开它。</translation>
    </message>
    <message>
        <source>{name} was recorded with other channels or another sampling rate than {headset} has now ({n_chans:channel|channels}, {sfreq:g} Hz). Begin a new run.</source>
        <translation>{name} 记录时的通道或采样率与 {headset} 现在的（{n_chans} 个通道，{sfreq:g} Hz）不同。请开始新的一轮。</translation>
    </message>
    <message>
        <source>No sessions, and not in the tables: {n:recording|recordings} of other programs in the dataset ({runs}).</source>
        <translation>数据集中有 {n} 个其他程序的记录不是会话，不在表格中：{runs}。</translation>
    </message>
    <message>
        <source>{n:free text is|free texts are} not in the review, and left out.</source>
        <translation>有 {n} 条自由文本不在审阅表中，已略去。</translation>
    </message>
    <message>
        <source>{file}: {n:row of displays and keys is|rows of displays and keys are} not as in the decision ledger. The table counts; the ledger keeps what was recorded.</source>
        <translation>{file}：有 {n} 行画面与按键和决策日志不一致。以表格为准；日志保留当时的记录。</translation>
    </message>
    <message>
        <source>{file}: trial {numbers} of the decision ledger has no row that can be read. Trials that count: {n} of {n_all}.</source>
        <translation>{file}：决策日志中的试次 {numbers} 没有可读的行：{n_all} 个试次中有 {n} 个有效。</translation>
    </message>
    <message>
        <source>One recording is imported at a time, with at most one table of PsychoPy; got {recordings:recording|recordings} and {tables:table|tables}. Import the others with --run 2, 3, …</source>
        <translation>每次导入一个记录，最多附一个 PsychoPy 表；现有 {recordings} 个记录和 {tables} 个表。其余请用 --run 2、3……导入。</translation>
    </message>
    <message>
        <source>{label} is {n_rows:time|times} in the column {column} and {n:time|times} among the markers</source>
        <translation>{label} 在 {column} 列中出现 {n_rows} 次，在标记中出现 {n} 次</translation>
    </message>
    <message>
        <source>The rows of {file} do not fit the markers: {n:row|rows} of trials; markers {shown}. {differ}Check that both files are of one session, or name the marker that a trial begins with: --marker NAME.</source>
        <translation>{file} 的行与标记不符：{n} 行试次；标记 {shown}。{differ}请确认两个文件属于同一会话，或用 --marker NAME 指定试次开始的标记。</translation>
    </message>
    <message>
        <source>holds {now:byte|bytes}, {then} when the session was closed</source>
        <translation>现有 {now} 字节，会话闭合时为 {then} 字节</translation>
    </message>
    <message>
        <source>lines {first} to {stop} are not what was recorded ({then:byte|bytes} in the file then, {now} now)</source>
        <translation>第 {first} 到 {stop} 行不是当时的记录（文件当时 {then} 字节，现在 {now} 字节）</translation>
    </message>
    <message>
        <source>bytes {first} to {stop} are not what was recorded ({then:byte|bytes} then, {now} now)</source>
        <translation>第 {first} 到 {stop} 字节不是当时的记录（当时 {then} 字节，现在 {now} 字节）</translation>
    </message>
    <message>
        <source>line {line} is not what was recorded ({then:byte|bytes} in the file then, {now} now)</source>
        <translation>第 {line} 行不是当时的记录（文件当时 {then} 字节，现在 {now} 字节）</translation>
    </message>
    <message>
        <source>{run} is the session of this hash; {n:line was|lines were} added to its ledger since, by {by}.</source>
        <translation>{run} 是此哈希对应的会话；其日志后来增加了 {n} 行，由 {by} 添加。</translation>
    </message>
    <message>
        <source>{path}, line {number}: {n_cells:cell|cells} where the header has {n_names}. Correct the line, or restore the file from a backup.</source>
        <translation>{path} 第 {number} 行：有 {n_cells} 个单元格，而表头有 {n_names} 个。请更正该行，或从备份恢复该文件。</translation>
    </message>
    <message>
        <source>ends in {n:byte|bytes} of a half-written sample; “attention-camp recover” cuts them off</source>
        <translation>末尾有 {n} 字节是未写完的样本；运行“attention-camp recover”可将其截去</translation>
    </message>
    <message>
        <source>holds {n:sample|samples}, and the journal knows of samples {first} to {stop}: they were lost after they were written</source>
        <translation>含有 {n} 个样本，而记录日志中有样本 {first} 至 {stop}：它们在写入之后丢失了</translation>
    </message>
    <message>
        <source>{table} lists {n:channel|channels}, and {header} has {n_header}. Restore the one that was changed from a backup.</source>
        <translation>{table} 列出 {n} 个通道，而 {header} 有 {n_header} 个。请从备份恢复被改动的那个文件。</translation>
    </message>
    <message>
        <source>{file}: a half-written line of {n:byte|bytes} was moved to {folder}.</source>
        <translation>{file}：一行只写了一半的内容（{n} 字节）已移到 {folder}。</translation>
    </message>
    <message>
        <source>{run}: the answers of {n:questionnaire|questionnaires} were added to their tables.</source>
        <translation>{run}：已将 {n} 份问卷的答案补入各自的表。</translation>
    </message>
    <message>
        <source>{run}: {n:note became an event|notes became events}.</source>
        <translation>{run}：{n} 条备注已写为事件。</translation>
    </message>
    <message>
        <source>{run}: {n:row|rows} of events.tsv written again.</source>
        <translation>{run}：events.tsv 的 {n} 行已重新写入。</translation>
    </message>
    <message>
        <source>{file}, line {line}: {found:cell|cells} where the header has {expected}. Correct the line, then begin again.</source>
        <translation>{file} 第 {line} 行：有 {found} 个单元格，而表头有 {expected} 个。请更正该行，然后重新开始。</translation>
    </message>
    <message>
        <source>The description of the recording {run} cannot be used: it has {n:EEG channel|EEG channels} and a sampling rate of {sfreq} Hz. Restore its _eeg.json and _channels.tsv from a backup.</source>
        <translation>记录 {run} 的说明无法使用：其中有 {n} 个脑电通道，采样率为 {sfreq} Hz。请从备份恢复它的 _eeg.json 和 _channels.tsv。</translation>
    </message>
    <message>
        <source>{file}: a half-written sample of {n:byte|bytes} was moved to {folder}.</source>
        <translation>{file}：一个只写了一半的样本（{n} 字节）已移到 {folder}。</translation>
    </message>
    <message>
        <source>{file}: {n:sample|samples} from {first} on, not yet on the disk when the power went out, moved to {folder}.</source>
        <translation>{file}：从第 {first} 个采样点起，断电时尚未写入磁盘的 {n} 个采样点已移至 {folder}。</translation>
    </message>
    <message>
        <source>{file}: {n:sample|samples} at the end got a checksum.</source>
        <translation>{file}：已为最后 {n} 个样本补上校验和。</translation>
    </message>
    <message>
        <source>The stratum “{stratum}” has {n:place|places}, all taken. The list was locked; more participants need a study of their own.</source>
        <translation>分层“{stratum}”的全部 {n} 个名额已用完。名单已锁定；更多参与者需要另立研究。</translation>
    </message>
    <message>
        <source>The study declares {n:interim analysis|interim analyses}, and {made:was|were} made. Another look by arm was not planned: unblind when all data are in.</source>
        <translation>研究声明了{n}次期中分析，已完成{made}次。未计划再次按组别查看：请在数据收齐后揭盲。</translation>
    </message>
    <message>
        <source>Interim analysis {number} was declared for {wanted:person|people} measured for the primary outcome; so far {people:is|are}.</source>
        <translation>第{number}次期中分析声明为主要结局测量满{wanted}人时进行；目前为{people}人。</translation>
    </message>
    <message>
        <source>The timing certificate of this PC is {age:day|days} old; this protocol allows {allowed}. {remedy}</source>
        <translation>本机的计时检测报告已有 {age} 天；此方案允许 {allowed} 天。{remedy}</translation>
    </message>
    <message>
        <source>The passphrase has {n:character|characters}. Use {least} at least: several words that do not belong together.</source>
        <translation>密码短语有 {n} 个字符。请至少使用 {least} 个：几个互不相关的词。</translation>
    </message>
    <message>
        <source>{n:word is|words are} no recovery phrase: it has {all} words, and they stand in their order. Compare with what was written down.</source>
        <translation>这 {n} 个词不是恢复短语：它有 {all} 个词，且顺序固定。请与所写的核对。</translation>
    </message>
    <message>
        <source>That is not the passphrase or phrase of {path}. Nothing was opened.</source>
        <translation>这不是 {path} 的密码短语或恢复短语。未打开任何内容。</translation>
    </message>
    <message>
        <source>{path} cannot be read as a vault. Restore it from a backup.</source>
        <translation>无法将 {path} 作为保险库读取。请从备份恢复。</translation>
    </message>
    <message>
        <source>Good channels: {good} of {n}; the protocol {protocol} asks for {needed}. Not good: {others}. Help these electrodes, or give a reason to start all the same with --override; it is kept with the recording.</source>
        <translation>良好通道 {good}/{n}；方案 {protocol} 要求 {needed} 个。不合格：{others}。请处理这些电极，或用 --override 给出仍要开始的理由；理由会随记录保存。</translation>
    </message>
    <message>
        <source>The check of the calibration would take {got} s, and {most} s at most are allowed. Shorten the first three blocks of the calibration.</source>
        <translation>校准的核对需要 {got} s，而最多允许 {most} s。请缩短校准的前三个组块。</translation>
    </message>
    <message>
        <source>An eye tracker is recorded beside a headset, and this session has none. Leave --eyes away, or name a --board.</source>
        <translation>眼动仪与脑电设备一起记录，而本次会话没有脑电设备。请去掉 --eyes，或用 --board 指定设备。</translation>
    </message>
    <message>
        <source>--speed {speed:g} needs eyes without a clock of their own; {eyes} delivers samples in real time. Leave --speed away, or use --eyes simulated.</source>
        <translation>--speed {speed:g} 需要没有自身时钟的眼动数据；{eyes} 实时发送样本。请去掉 --speed，或使用 --eyes simulated。</translation>
    </message>
    <message>
        <source>The hand must be one of {allowed}, or left away, got {hand}.</source>
        <translation>hand 必须是 {allowed} 之一，或留空，实际为 {hand}。</translation>
    </message>
    <message>
        <source>It followed your own signal.</source>
        <translation>它随您自己的信号变化。</translation>
    </message>
    <message>
        <source>It may have followed another recording than yours.</source>
        <translation>它可能随另一段并非您的记录变化。</translation>
    </message>
    <message>
        <source>Part {part}: {percent} % of its full size on average</source>
        <translation>第 {part} 部分：平均为最大尺寸的 {percent}%</translation>
    </message>
    <message>
        <source>The circle&apos;s course</source>
        <translation>圆的进程</translation>
    </message>
    <message>
        <source>About {minutes:minute|minutes}, in {parts:part|parts} with breaks between them.</source>
        <translation>大约 {minutes} 分钟，共 {parts} 个部分，中间有休息。</translation>
    </message>
    <message>
        <source>hardest</source>
        <translation>最难</translation>
    </message>
    <message>
        <source>sessions 1 to {n}</source>
        <translation>第 1 到 {n} 次</translation>
    </message>
    <message>
        <source>You have been here {sessions:time|times} and gave {answers:answer|answers}.</source>
        <translation>您来过 {sessions} 次，共作答 {answers} 次。</translation>
    </message>
    <message>
        <source>{task}: from level {first} to {last}</source>
        <translation>{task}：从第 {first} 级到第 {last} 级</translation>
    </message>
    <message>
        <source>{task}: level {first} at first, {last} now</source>
        <translation>{task}：开始时第 {first} 级，现在第 {last} 级</translation>
    </message>
    <message>
        <source>{task}: level {first} at first, {last} now, no clear change</source>
        <translation>{task}：开始时第 {first} 级，现在第 {last} 级，没有明显变化</translation>
    </message>
    <message>
        <source>Let your eyes rest and breathe.</source>
        <translation>让眼睛休息，慢慢呼吸。</translation>
    </message>
    <message>
        <source>Stay calm after an error</source>
        <translation>出错后保持平静</translation>
    </message>
    <message>
        <source>Give an answer every time</source>
        <translation>每次都作答</translation>
    </message>
    <message>
        <source>Sit still while a task runs</source>
        <translation>任务进行时坐稳不动</translation>
    </message>
    <message>
        <source>Really rest in the breaks</source>
        <translation>休息时好好休息</translation>
    </message>
    <message>
        <source>No goal today</source>
        <translation>今天不设目标</translation>
    </message>
    <message>
        <source>Well</source>
        <translation>很好</translation>
    </message>
    <message>
        <source>In part</source>
        <translation>部分做到</translation>
    </message>
    <message>
        <source>Not today</source>
        <translation>今天没做到</translation>
    </message>
    <message>
        <source>Finding what matters among other things.</source>
        <translation>在众多事物中找到重要的。</translation>
    </message>
    <message>
        <source>Staying with something that is always the same.</source>
        <translation>坚持做始终不变的事。</translation>
    </message>
    <message>
        <source>Keeping things in mind while more comes.</source>
        <translation>在新内容不断到来时记住已有的。</translation>
    </message>
    <message>
        <source>Holding back a habit when it does not fit.</source>
        <translation>在习惯不合适时克制住它。</translation>
    </message>
    <message>
        <source>Being ready when something happens.</source>
        <translation>事情发生时随时准备好。</translation>
    </message>
    <message>
        <source>The middle arrow</source>
        <translation>中间的箭头</translation>
    </message>
    <message>
        <source>Two digits</source>
        <translation>两个数字</translation>
    </message>
    <message>
        <source>The rare tone</source>
        <translation>少见的声音</translation>
    </message>
    <message>
        <source>Letter pairs</source>
        <translation>字母对</translation>
    </message>
    <message>
        <source>Spot the change</source>
        <translation>找出变化</translation>
    </message>
    <message>
        <source>Remember while you work</source>
        <translation>边做边记</translation>
    </message>
    <message>
        <source>Places in order</source>
        <translation>位置顺序</translation>
    </message>
    <message>
        <source>Digits in order</source>
        <translation>数字顺序</translation>
    </message>
    <message>
        <source>Digits in noise</source>
        <translation>噪声中的数字</translation>
    </message>
    <message>
        <source>Press or wait</source>
        <translation>按或等</translation>
    </message>
    <message>
        <source>Cities and mountains</source>
        <translation>城市与山</translation>
    </message>
    <message>
        <source>Steps back</source>
        <translation>往回几步</translation>
    </message>
    <message>
        <source>Follow the hint</source>
        <translation>跟随提示</translation>
    </message>
    <message>
        <source>Fast as you can</source>
        <translation>尽快按键</translation>
    </message>
    <message>
        <source>Every digit but one</source>
        <translation>除一个数字外都按</translation>
    </message>
    <message>
        <source>Letters in mind</source>
        <translation>记住字母</translation>
    </message>
    <message>
        <source>Go and stop</source>
        <translation>行与停</translation>
    </message>
    <message>
        <source>Colours and words</source>
        <translation>颜色与文字</translation>
    </message>
    <message>
        <source>Symbols and digits</source>
        <translation>符号与数字</translation>
    </message>
    <message>
        <source>Changing rules</source>
        <translation>变换规则</translation>
    </message>
    <message>
        <source>At a glance</source>
        <translation>一眼看清</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Search for a pair of features</source>
        <translation>按两个特征搜索</translation>
    </message>
    <message>
        <source>Search for what stands out</source>
        <translation>搜索显眼的目标</translation>
    </message>
    <message>
        <source>Search for a letter</source>
        <translation>搜索字母</translation>
    </message>
    <message>
        <source>My camp</source>
        <translation>我的训练营</translation>
    </message>
    <message>
        <source>You blink more than at the start of this part, and the calm waves in your EEG have become stronger, as happens when one gets tired. Take your time: go on when you feel fresh again.</source>
        <translation>与这一部分开始时相比，您眨眼更多，脑电中的平静波也变强了，人累了就会这样。不用着急，恢复精神后再继续。</translation>
    </message>
    <message>
        <source>the check of an earlier session&apos;s score failed (AUC {auc:.2f}, at least {least:.2f}; log loss {loss:.2f} bits, below 1); calibrating in full</source>
        <translation>先前会话的得分未通过核对（AUC {auc:.2f}，至少需要 {least:.2f}；对数损失 {loss:.2f} 比特，应低于 1）；改为完整校准</translation>
    </message>
    <message>
        <source>the score of an earlier session still holds (AUC {auc:.2f}, at least {least:.2f})</source>
        <translation>先前会话的得分仍然有效（AUC {auc:.2f}，至少需要 {least:.2f}）</translation>
    </message>
    <message>
        <source>too little clean EEG for the check; calibrating in full</source>
        <translation>干净的脑电太少，无法核对；改为完整校准</translation>
    </message>
    <message>
        <source>block {number} ({task}): a calibration block needs label: rest, label: engaged or label: passive</source>
        <translation>第 {number} 组段（{task}）：校准组段需要 label: rest、label: engaged 或 label: passive</translation>
    </message>
    <message>
        <source>calibration: checked needs calibration blocks that begin with {bracket} and go on after them, got {got}</source>
        <translation>calibration: checked 要求校准组块以 {bracket} 开头，并且其后还有组块，实际为 {got}</translation>
    </message>
    <message>
        <source>order: curriculum needs three training blocks or more whose difficulty changes, of two different tasks at least</source>
        <translation>order: curriculum 需要至少三个难度会变化的训练组块，且至少包含两种不同的任务</translation>
    </message>
    <message>
        <source>the conditions file {path} cannot be read: {error}. Check the path, which begins at the protocol&apos;s folder, and that it is csv or xlsx</source>
        <translation>无法读取条件文件 {path}：{error}。请检查路径（从方案所在文件夹算起），以及文件是否为 csv 或 xlsx</translation>
    </message>
    <message>
        <source>trials must be a multiple of the {n} rows, got {got}</source>
        <translation>trials 必须是 {n} 行的整数倍，而得到 {got}</translation>
    </message>
    <message>
        <source>{file}: column {column} is no option of {task}, which has {options}.{hint} Say under columns what it means, as in “columns: {{{column}: {example}}}”, or “{column}: &apos;&apos;” to leave it out.</source>
        <translation>{file}：列 {column} 不是 {task} 的选项；选项有 {options}。{hint} 请在 columns 下说明它的含义，如“columns: {{{column}: {example}}}”，或写“{column}: &apos;&apos;”略去此列。</translation>
    </message>
    <message>
        <source>{file} has no conditions: its first row names the columns, each further row is a trial</source>
        <translation>{file} 没有条件：第一行是列名，其后每行一个试次</translation>
    </message>
    <message>
        <source>{file} has {n} rows; at most {most} can be trials of a block</source>
        <translation>{file} 有 {n} 行；一个组块最多 {most} 个试次</translation>
    </message>
    <message>
        <source>{file}, row {row}: there are more cells than columns are named</source>
        <translation>{file} 第 {row} 行：单元格多于列名</translation>
    </message>
    <message>
        <source>{file}: {name} is no name of a column: letters, digits and underscores, as PsychoPy asks for</source>
        <translation>{file}：{name} 不能作列名：按 PsychoPy 的要求，只用字母、数字和下划线</translation>
    </message>
    <message>
        <source>{file}: two columns are called {name}</source>
        <translation>{file}：有两列都叫 {name}</translation>
    </message>
    <message>
        <source>{file}: spreadsheets need one more package: type “pip install openpyxl”, or save the file as csv</source>
        <translation>{file}：读取电子表格还需一个软件包：请键入“pip install openpyxl”，或将文件另存为 csv</translation>
    </message>
    <message>
        <source>row {row}: {error}</source>
        <translation>第 {row} 行：{error}</translation>
    </message>
    <message>
        <source>{one}
{more}</source>
        <translation>{one}
{more}</translation>
    </message>
    <message>
        <source>{one}
(and {n} more)</source>
        <translation>{one}
（另有 {n} 处）</translation>
    </message>
    <message>
        <source>a colon stands where none may be; check the indentation, or put the text between quotes</source>
        <translation>此处不能出现冒号；请检查缩进，或给文字加引号</translation>
    </message>
    <message>
        <source>a colon is missing after the name of a field</source>
        <translation>字段名后缺少冒号</translation>
    </message>
    <message>
        <source>a tab begins the line</source>
        <translation>该行以制表符开头</translation>
    </message>
    <message>
        <source>a character begins a value that may not; put the text between quotes</source>
        <translation>值不能以该字符开头；请给文字加引号</translation>
    </message>
    <message>
        <source>the file ends before a quote, a bracket or a field is closed</source>
        <translation>文件结束时还有引号、括号或字段没有闭合</translation>
    </message>
    <message>
        <source>the line is not indented as those it belongs to</source>
        <translation>该行的缩进与所属各行不一致</translation>
    </message>
    <message>
        <source>a comma or a closing bracket is missing</source>
        <translation>缺少逗号或右括号</translation>
    </message>
    <message>
        <source>a word begins with &amp;, * or !; put it between quotes</source>
        <translation>有词以 &amp;、* 或 ! 开头；请给它加引号</translation>
    </message>
    <message>
        <source>a backslash stands between double quotes; use single quotes there</source>
        <translation>双引号中有反斜杠；请改用单引号</translation>
    </message>
    <message>
        <source>the field {name} is given twice</source>
        <translation>字段 {name} 出现了两次</translation>
    </message>
    <message>
        <source>must hold at least {least}</source>
        <translation>至少须有 {least} 项</translation>
    </message>
    <message>
        <source>{field}: {what}</source>
        <translation>{field}：{what}</translation>
    </message>
    <message>
        <source>there is no protocol {name}: shipped are {shipped}; a file of your own lies beside the study file</source>
        <translation>没有名为 {name} 的方案：自带方案有 {shipped}；自编的方案文件须与研究文件放在同一文件夹</translation>
    </message>
    <message>
        <source>is empty</source>
        <translation>为空</translation>
    </message>
    <message>
        <source>block_sizes must be multiples of {unit}, the sum of the arms&apos; ratios, got {got}</source>
        <translation>block_sizes 必须是 {unit}（各组比例之和）的倍数，实际为 {got}</translation>
    </message>
    <message>
        <source>Correct the study file:
{problems}</source>
        <translation>请改正研究文件：
{problems}</translation>
    </message>
    <message>
        <source>two arms have the same {field}</source>
        <translation>两个组的 {field} 相同</translation>
    </message>
    <message>
        <source>{dataset} holds another simulated cohort: {mark} says which. Give the same people, sessions, arms and seed, or another folder.</source>
        <translation>{dataset} 中已有另一组模拟数据，见 {mark}。请给出相同的人员、会话、分组和种子，或另选文件夹。</translation>
    </message>
    <message>
        <source>{dataset} holds sessions already. Simulate into a new folder, so that nobody takes simulated people for people.</source>
        <translation>{dataset} 中已有会话。请在新文件夹中模拟，以免模拟参与者被当作真人。</translation>
    </message>
    <message>
        <source>A session is written TYPE=PROTOCOL or TYPE=PROTOCOL*NUMBER, with a type of {types}; got {got}.</source>
        <translation>会话写作 TYPE=PROTOCOL 或 TYPE=PROTOCOL*NUMBER，类型为 {types} 之一；而不是 {got}。</translation>
    </message>
    <message>
        <source>An arm is written ARM or ARM*SHARE, with one of {allowed}; got {got}.</source>
        <translation>分组写作 ARM 或 ARM*SHARE，取值为 {allowed} 之一；而不是 {got}。</translation>
    </message>
    <message>
        <source>The primary outcome is taken from the session {got}. To simulate the study, name types of sessions: {types}.</source>
        <translation>主要结局取自会话 {got}。要模拟该研究，请写会话类型：{types}。</translation>
    </message>
    <message>
        <source>The primary outcome is {measure}, and no protocol of the study has a main block of the task {task}. Name the protocol that measures it.</source>
        <translation>主要结局是 {measure}，而研究中没有任何方案含任务 {task} 的正式组块。请指明测量它的方案。</translation>
    </message>
    <message>
        <source>declared by the study, and in no session that can be read so far</source>
        <translation>研究已声明，但目前可读取的会话中都没有</translation>
    </message>
    <message>
        <source>no task was measured in sessions of the types compared; label sessions pre1, camp1, post1 and so on, or name others to compare</source>
        <translation>所比较类型的会话中没有测量任何任务；请把会话编号写成 pre1、camp1、post1 等，或指定其他要比较的类型</translation>
    </message>
    <message>
        <source>Comparison over sessions</source>
        <translation>各会话间的比较</translation>
    </message>
    <message>
        <source>training sessions</source>
        <translation>训练会话</translation>
    </message>
    <message>
        <source>steered trials</source>
        <translation>参与调节的试次</translation>
    </message>
    <message>
        <source>engagement</source>
        <translation>投入度</translation>
    </message>
    <message>
        <source>Comparison of times</source>
        <translation>各时间点的比较</translation>
    </message>
    <message>
        <source>Channel {channel} has values up to {value:g}, and BDF holds none beyond {most}. Save the recording as FIF or BrainVision.</source>
        <translation>通道 {channel} 的数值高达 {value:g}，而 BDF 最多只能容纳 {most}。请将记录保存为 FIF 或 BrainVision。</translation>
    </message>
    <message>
        <source>{file} cannot be written: {error}. {remedy}</source>
        <translation>无法写入 {file}：{error}。{remedy}</translation>
    </message>
    <message>
        <source>Sealed ledgers of other people: {n}. All are sealed and closed anew, so that nothing tells which held the label.</source>
        <translation>其他人已密封的决策日志：{n}。将全部重新密封并封闭，使人无从得知其中哪些含有该编号。</translation>
    </message>
    <message>
        <source>Made of them alone: {file}</source>
        <translation>仅关于此人的文件：{file}</translation>
    </message>
    <message>
        <source>Made with their data, and goes whole: {folder}. Make it again.</source>
        <translation>用其数据制作、将整体删除：{folder}。请重新制作。</translation>
    </message>
    <message>
        <source>Trained with their data, and it stays: {folder}. Train it again.</source>
        <translation>用其数据训练、将保留：{folder}。请重新训练。</translation>
    </message>
    <message>
        <source>Exports in folders that were named after who withdrew before, so that nobody knows where they are: {n}. Look for them by hand.</source>
        <translation>所在文件夹曾以先前撤回的参与者命名、位置已不可知的导出：{n}。请手动查找。</translation>
    </message>
    <message>
        <source>Out of reach: sealed ledgers of other people, {n}. The key of the study is not on this computer: withdraw on the one that holds it, or again after unblinding.</source>
        <translation>无法触及：其他人已密封的决策日志，{n}份。本机没有该研究的密钥：请在持有密钥的计算机上执行撤回，或在揭盲后再次执行。</translation>
    </message>
    <message>
        <source>{run} is being recorded, or broke off: its chain is open. Try again when it has ended; `attention-camp recover` closes one that broke off.</source>
        <translation>{run} 正在记录，或已中断：其链未关闭。请在其结束后重试；中断的记录可用 `attention-camp recover` 关闭。</translation>
    </message>
    <message>
        <source>The label may be in sealed decisions of other people, and the key of the study is not on this computer. Correct it on the one that holds it, or after unblinding.</source>
        <translation>该编号可能出现在其他人已密封的决策中，而本机没有该研究的密钥。请在持有密钥的计算机上更正，或在揭盲后更正。</translation>
    </message>
    <message>
        <source>pictures come {offset:.2f} ms after their recorded onset, SD {sd:.2f} ms, {missed} of {n} onsets not seen</source>
        <translation>画面比所记录的起始晚 {offset:.2f} ms，SD {sd:.2f} ms，{n} 次起始中 {missed} 次未检出</translation>
    </message>
    <message>
        <source>Subtract {offset:.1f} ms wherever the moment of the picture counts; it is not subtracted from what is recorded.</source>
        <translation>凡涉及画面时刻之处，请减去 {offset:.1f} ms；所记录的数据未作扣除。</translation>
    </message>
    <message>
        <source>no edge in {n} onsets: the diode did not see the patch, or is not connected to this channel</source>
        <translation>{n} 次起始均未检出边沿：光电二极管未看到色块，或未接到该通道</translation>
    </message>
    <message>
        <source>The diode was simulated: this shows that the measurement works, and says nothing of the screen.</source>
        <translation>光电二极管是模拟的：这只说明测量方法可行，与屏幕无关。</translation>
    </message>
    <message>
        <source>Tape the diode over the patch, shield it from room light, check the channel, and measure again.</source>
        <translation>请将光电二极管贴在色块上，遮挡环境光，检查通道，然后重新测量。</translation>
    </message>
    <message>
        <source>Press the diode flat on the screen, darken the room or make the patch larger, and measure again.</source>
        <translation>请将光电二极管平贴在屏幕上，调暗房间或放大色块，然后重新测量。</translation>
    </message>
    <message>
        <source>Switch off the compositor and variable refresh rates, use full screen on one monitor, close other programs, and measure again.</source>
        <translation>请关闭合成器和可变刷新率，在单个显示器上全屏显示，关闭其他程序，然后重新测量。</translation>
    </message>
    <message>
        <source>The photodiode results in {path} cannot be read: {error}. Delete the file and measure again.</source>
        <translation>无法读取 {path} 中的光电二极管结果：{error}。请删除该文件并重新测量。</translation>
    </message>
    <message>
        <source>{name} comes from the task and is no option</source>
        <translation>{name} 由任务决定，不能作为选项</translation>
    </message>
    <message>
        <source>Correct the protocol {file}:
{problems}</source>
        <translation>请更正方案 {file}：
{problems}</translation>
    </message>
    <message>
        <source>line {line}, {field}: {what}</source>
        <translation>第 {line} 行，{field}：{what}</translation>
    </message>
    <message>
        <source>All tests</source>
        <translation>全部检验</translation>
    </message>
    <message>
        <source>That a score is free of artefacts: small ones leave a channel good, and eyes and muscles can go with the task.</source>
        <translation>得分不受伪迹影响：小的伪迹不会让通道变差，眼动和肌电也可能随任务变化。</translation>
    </message>
    <message>
        <source>Kruskal–Wallis test of channel quality</source>
        <translation>通道质量的 Kruskal–Wallis 检验</translation>
    </message>
    <message>
        <source>Wilcoxon test of channel quality</source>
        <translation>通道质量的 Wilcoxon 检验</translation>
    </message>
    <message>
        <source>Does the share of good channels differ between the arms?</source>
        <translation>各组的良好通道比例是否不同？</translation>
    </message>
    <message>
        <source>Does the share of good channels differ between calibration and main blocks?</source>
        <translation>校准组块与主要组块的良好通道比例是否不同？</translation>
    </message>
    <message>
        <source>all people have the same value</source>
        <translation>所有人的数值相同</translation>
    </message>
    <message>
        <source>Pearson correlation</source>
        <translation>Pearson 相关</translation>
    </message>
    <message>
        <source>Moderation by engagement</source>
        <translation>投入度的调节作用</translation>
    </message>
    <message>
        <source>Pearson correlation with {what}</source>
        <translation>与{what}的 Pearson 相关</translation>
    </message>
    <message>
        <source>Do people with more {what} change more in {outcome}?</source>
        <translation>{what}较多的人，{outcome} 的变化是否也较大？</translation>
    </message>
    <message>
        <source>Measured after allocation: people differ in much else, so it says nothing about what caused the change.</source>
        <translation>这些是分组之后测得的：人与人还有许多其他差异，因此不能说明变化的原因。</translation>
    </message>
    <message>
        <source>Does the difference between {one} and {other} in the change of {outcome} go with mean engagement?</source>
        <translation>{one} 与 {other} 在 {outcome} 变化上的差异是否随平均投入度而不同？</translation>
    </message>
    <message>
        <source>Engagement was measured after allocation and may follow from the arm: it says nothing about for whom the training works.</source>
        <translation>投入度在分配之后测得，可能本身受组别影响：不能说明训练对谁有效。</translation>
    </message>
    <message>
        <source>{have} with a change and engagement that varies; at least {least} are needed in each of two arms</source>
        <translation>有变化值且投入度有差异的人数为 {have}；两组各至少需要 {least} 人</translation>
    </message>
    <message>
        <source>change per SD of engagement</source>
        <translation>投入度每个标准差的变化</translation>
    </message>
    <message>
        <source>Where or when: the edges of a cluster are not tested, only that there is a difference (Sassenhagen and Draschkow 2019).</source>
        <translation>在何处或何时：聚类的边缘未经检验，只能说明存在差异（Sassenhagen 与 Draschkow，2019）。</translation>
    </message>
    <message>
        <source>Cluster permutation test</source>
        <translation>聚类置换检验</translation>
    </message>
    <message>
        <source>Cluster permutation test between arms</source>
        <translation>组间聚类置换检验</translation>
    </message>
    <message>
        <source>spectrum</source>
        <translation>频谱</translation>
    </message>
    <message>
        <source>evoked response</source>
        <translation>诱发反应</translation>
    </message>
    <message>
        <source>no cluster</source>
        <translation>没有聚类</translation>
    </message>
    <message>
        <source>Did the {what} in {task} change anywhere?</source>
        <translation>{task} 中的{what}是否有任何变化？</translation>
    </message>
    <message>
        <source>Did the {what} in {task} change differently in {one} and {other}?</source>
        <translation>{task} 中的{what}在 {one} 与 {other} 中的变化是否不同？</translation>
    </message>
    <message>
        <source>Paired t-test</source>
        <translation>配对 t 检验</translation>
    </message>
    <message>
        <source>Welch t-test of the changes</source>
        <translation>变化量的 Welch t 检验</translation>
    </message>
    <message>
        <source>half an SD of the changes, not declared before</source>
        <translation>变化量的半个标准差，事先未声明</translation>
    </message>
    <message>
        <source>Equivalence (two one-sided t-tests)</source>
        <translation>等效性检验（两个单侧 t 检验）</translation>
    </message>
    <message>
        <source>t({df}) = {above}, {below}; 90 % interval {low} to {high}</source>
        <translation>t({df}) = {above}，{below}；90% 区间 {low} 至 {high}</translation>
    </message>
    <message>
        <source>no session of type {time} has this score</source>
        <translation>没有 {time} 类型的会话含有该得分</translation>
    </message>
    <message>
        <source>declared</source>
        <translation>已声明</translation>
    </message>
    <message>
        <source>Did {outcome} change from {earlier} to {later}?</source>
        <translation>{outcome} 从 {earlier} 到 {later} 是否变化？</translation>
    </message>
    <message>
        <source>A change over time also comes from practice, expectation and regression to the mean; only a comparison of arms speaks of the training.</source>
        <translation>随时间的变化也来自练习、期望和向均值回归；只有组间比较才能说明训练的作用。</translation>
    </message>
    <message>
        <source>Did {outcome} change more in {one} than in {other}?</source>
        <translation>{outcome} 在 {one} 中的变化是否大于 {other}？</translation>
    </message>
    <message>
        <source>Nothing about people who left before the later session, nor about a mechanism.</source>
        <translation>不能说明在后一次会话之前离开的人，也不能说明机制。</translation>
    </message>
    <message>
        <source>Is the change of {outcome} from {earlier} to {later} smaller than {limit} ({kind})?</source>
        <translation>{outcome} 从 {earlier} 到 {later} 的变化是否小于 {limit}（{kind}）？</translation>
    </message>
    <message>
        <source>A large p does not show a change; it may be too few people.</source>
        <translation>p 值大并不表示有变化，可能只是人数太少。</translation>
    </message>
    <message>
        <source>all people changed by the same amount</source>
        <translation>所有人的变化量相同</translation>
    </message>
    <message>
        <source>Normality of the {what}: they are all equal</source>
        <translation>{what}的正态性：数值全部相等</translation>
    </message>
    <message>
        <source>Cohen&apos;s d_z</source>
        <translation>Cohen&apos;s d_z</translation>
    </message>
    <message>
        <source>Hedges&apos; g</source>
        <translation>Hedges&apos; g</translation>
    </message>
    <message>
        <source>changes</source>
        <translation>变化量</translation>
    </message>
    <message>
        <source>changes in {arm}</source>
        <translation>{arm} 的变化量</translation>
    </message>
    <message>
        <source>{file} was added: no manifest lists it.</source>
        <translation>{file} 是后来加入的：没有清单列出它。</translation>
    </message>
    <message>
        <source>{file} was changed: its end.</source>
        <translation>{file} 被改动：结尾不同。</translation>
    </message>
    <message>
        <source>{file} is missing; {manifest} lists it.</source>
        <translation>缺少 {file}；{manifest} 列有它。</translation>
    </message>
    <message>
        <source>{file} cannot be read.</source>
        <translation>无法读取 {file}。</translation>
    </message>
    <message>
        <source>{file} was changed: line {number} is no line of a manifest.</source>
        <translation>{file} 被改动：第 {number} 行不是清单的行。</translation>
    </message>
    <message>
        <source>{file} was changed: its SHA-256 is not the one in {manifest}.</source>
        <translation>{file} 被改动：其 SHA-256 与 {manifest} 中的不同。</translation>
    </message>
    <message>
        <source>report/{file}, line {number}: {then} was, {now} is made again.</source>
        <translation>report/{file} 第 {number} 行：原为 {then}，重新得出的是 {now}。</translation>
    </message>
    <message>
        <source>report/{file} is missing.</source>
        <translation>缺少 report/{file}。</translation>
    </message>
    <message>
        <source>report/{file} is not made again.</source>
        <translation>重做时没有得到 report/{file}。</translation>
    </message>
    <message>
        <source>{dataset} is a blinded study. A crate lets others make every decision again, which needs the arms: unblind the study first.</source>
        <translation>{dataset} 是盲法研究。研究包让他人重做每一个决定，这需要知道分组：请先揭盲。</translation>
    </message>
    <message>
        <source>The crate was made with {name} {then}; here is {now}.</source>
        <translation>研究包由 {name} {then} 生成；此处为 {now}。</translation>
    </message>
    <message>
        <source>{crate} is no crate of this program: it has no {manifest} or no {dataset}. Name the folder that “attention-camp crate” wrote.</source>
        <translation>{crate} 不是本程序的研究包：缺少 {manifest} 或 {dataset}。请指定“attention-camp crate”写出的文件夹。</translation>
    </message>
    <message>
        <source>{run}: {text}</source>
        <translation>{run}：{text}</translation>
    </message>
    <message>
        <source>The report cannot be made again: {reason}</source>
        <translation>无法重做报告：{reason}</translation>
    </message>
    <message>
        <source>Training session</source>
        <translation>训练会话</translation>
    </message>
    <message>
        <source>Mean level of {task}</source>
        <translation>{task} 的平均等级</translation>
    </message>
    <message>
        <source>Training session, in quarters</source>
        <translation>训练会话（按四分之一）</translation>
    </message>
    <message>
        <source>Mean engagement</source>
        <translation>平均投入度</translation>
    </message>
    <message>
        <source>Frequency (Hz)</source>
        <translation>频率（Hz）</translation>
    </message>
    <message>
        <source>Power (dB re 1 µV²/Hz)</source>
        <translation>功率（dB，参考 1 µV²/Hz）</translation>
    </message>
    <message>
        <source>Time after onset (s)</source>
        <translation>呈现后的时间（s）</translation>
    </message>
    <message>
        <source>Global field power (µV)</source>
        <translation>全局场功率（µV）</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>之前</translation>
    </message>
    <message>
        <source>After</source>
        <translation>之后</translation>
    </message>
    <message>
        <source>Listed, without a session</source>
        <translation>已登记但没有会话</translation>
    </message>
    <message>
        <source>Began a session</source>
        <translation>开始过会话</translation>
    </message>
    <message>
        <source>Finished one</source>
        <translation>完成过会话</translation>
    </message>
    <message>
        <source>Measured before</source>
        <translation>训练前已测量</translation>
    </message>
    <message>
        <source>Measured after</source>
        <translation>训练后已测量</translation>
    </message>
    <message>
        <source>{dataset} has no session that can be read, so there is nothing to analyse. Record sessions first, or choose another folder.</source>
        <translation>{dataset} 中没有可读取的会话，因此没有可分析的内容。请先记录会话，或选择其他文件夹。</translation>
    </message>
    <message>
        <source>Participant {person} is left out of comparisons between arms: their sessions name several ({arms}).</source>
        <translation>组间比较不计入参与者 {person}：其会话属于多个组别（{arms}）。</translation>
    </message>
    <message>
        <source>{run} is left out: {problem}</source>
        <translation>{run} 不计入：{problem}</translation>
    </message>
    <message>
        <source>An outcome is written TASK.SCORE, such as sart.commission_rate; got {got}.</source>
        <translation>结局的写法为 TASK.SCORE，例如 sart.commission_rate；实际为 {got}。</translation>
    </message>
    <message>
        <source>No session of the study has the outcome {name}. It has: {have}.</source>
        <translation>研究中没有会话含有结局 {name}。现有：{have}。</translation>
    </message>
    <message>
        <source>{program} did not print {page}: {error}. Open the page in a browser and print it into a file.</source>
        <translation>{program} 没有打印 {page}：{error}。请在浏览器中打开该页面并打印到文件。</translation>
    </message>
    <message>
        <source>A PDF is printed by Chrome, Edge or Chromium, and none is installed here. Open {page} in any browser and print it into a file.</source>
        <translation>PDF 由 Chrome、Edge 或 Chromium 打印，而此处没有安装。请用任意浏览器打开 {page} 并打印到文件。</translation>
    </message>
    <message>
        <source>For the person who trained.</source>
        <translation>供参加训练的本人阅读。</translation>
    </message>
    <message>
        <source>For those who accompany them at home: attendance and course, no measurements.</source>
        <translation>供在家陪伴的人阅读：出席和进程，不含测量结果。</translation>
    </message>
    <message>
        <source>For their therapist.</source>
        <translation>供其治疗师阅读。</translation>
    </message>
    <message>
        <source>For their teacher: attendance and course, no measurements.</source>
        <translation>供其老师阅读：出勤与进程，不含测量结果。</translation>
    </message>
    <message>
        <source>For the researcher.</source>
        <translation>供研究人员阅读。</translation>
    </message>
    <message>
        <source>Measurement before</source>
        <translation>训练前测量</translation>
    </message>
    <message>
        <source>Training</source>
        <translation>训练</translation>
    </message>
    <message>
        <source>Measurement after</source>
        <translation>训练后测量</translation>
    </message>
    <message>
        <source>Worse, beyond error ({error}).</source>
        <translation>变差，超出误差（{error}）。</translation>
    </message>
    <message>
        <source>How you can help</source>
        <translation>您可以如何帮助</translation>
    </message>
    <message>
        <source>Beside a therapy</source>
        <translation>与治疗同时进行时</translation>
    </message>
    <message>
        <source>Too few people were measured twice to say what is error.</source>
        <translation>重复测量的人太少，无法判断误差。</translation>
    </message>
    <message>
        <source>Within the error of measuring twice ({error}).</source>
        <translation>在重复测量的误差之内（{error}）。</translation>
    </message>
    <message>
        <source>Changed beyond error ({error}).</source>
        <translation>有变化，超出误差（{error}）。</translation>
    </message>
    <message>
        <source>Better, beyond error ({error}).</source>
        <translation>变好，超出误差（{error}）。</translation>
    </message>
    <message>
        <source>Keep the day and the hour, and let them come rested and fed.</source>
        <translation>请固定日期和时间，让他们休息好、吃饱后再来。</translation>
    </message>
    <message>
        <source>Ask how it was, not which level it was: levels go up and down by chance from day to day.</source>
        <translation>请问感觉如何，而不是到了第几级：等级每天都会随机上下波动。</translation>
    </message>
    <message>
        <source>Be glad that they came and kept at it, whatever came of it.</source>
        <translation>无论结果如何，请为他们来了并坚持下来而高兴。</translation>
    </message>
    <message>
        <source>A missed session is not made up for: the next one goes on where the last one ended.</source>
        <translation>错过的训练不用补：下一次从上一次结束的地方继续。</translation>
    </message>
    <message>
        <source>They may stop whenever they like. Tell the researcher of headaches, of seizures ever, and of new medicine.</source>
        <translation>他们可以随时停止。如有头痛、曾有癫痫发作或新用药，请告知研究人员。</translation>
    </message>
    <message>
        <source>The rehabilitation form is answered with one hand: arrow keys, the space bar or digits, never two keys at once.</source>
        <translation>康复方案用一只手作答：方向键、空格键或数字键，绝不需要同时按两个键。</translation>
    </message>
    <message>
        <source>Length of blocks, breaks and time limits are lines of the protocol; a larger text size enlarges stimuli too.</source>
        <translation>组块长度、休息和时限都是方案中的一行；调大文字也会放大刺激。</translation>
    </message>
    <message>
        <source>A break says so where times have become less regular than before; end the session then rather than push on.</source>
        <translation>如果反应时间变得不如之前规律，休息页面会说明；此时请结束训练，而不要勉强继续。</translation>
    </message>
    <message>
        <source>Levels show practice at these tasks. Decide about a therapy from measurements that were not trained.</source>
        <translation>等级只反映对这些任务的练习。请根据未经训练的测量结果来决定治疗。</translation>
    </message>
    <message>
        <source>Participant {participant} has no session that can be read in {dataset}. Check the label.</source>
        <translation>{dataset} 中没有参与者 {participant} 的可读会话。请检查编号。</translation>
    </message>
    <message>
        <source>Progress of {person}</source>
        <translation>{person} 的进展</translation>
    </message>
    <message>
        <source>calibration</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>main</source>
        <translation>正式</translation>
    </message>
    <message>
        <source>finished</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>ended early</source>
        <translation>提前结束</translation>
    </message>
    <message>
        <source>stopped by the participant</source>
        <translation>参与者中止</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>being recorded</source>
        <translation>正在记录</translation>
    </message>
    <message>
        <source>Protocol {protocol}, {date}, {state}.</source>
        <translation>方案 {protocol}，{date}，{state}。</translation>
    </message>
    <message>
        <source>A simulated person answered: nothing here is about one.</source>
        <translation>由模拟参与者作答：此处内容与真人无关。</translation>
    </message>
    <message>
        <source>{session}</source>
        <translation>{session}</translation>
    </message>
    <message>
        <source>Minutes of EEG</source>
        <translation>脑电分钟数</translation>
    </message>
    <message>
        <source>Channels good</source>
        <translation>良好通道比例</translation>
    </message>
    <message>
        <source>Missing samples</source>
        <translation>缺失样本</translation>
    </message>
    <message>
        <source>Trials</source>
        <translation>试次</translation>
    </message>
    <message>
        <source>Trials with a score</source>
        <translation>有得分的试次</translation>
    </message>
    <message>
        <source>Dropped frames</source>
        <translation>丢帧</translation>
    </message>
    <message>
        <source>Onsets that lost a frame</source>
        <translation>丢帧的呈现时刻</translation>
    </message>
    <message>
        <source>Main trial</source>
        <translation>主要试次</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Engagement (points)</source>
        <translation>投入度（点）</translation>
    </message>
    <message>
        <source>Participant</source>
        <translation>参与者</translation>
    </message>
    <message>
        <source>Arm</source>
        <translation>分组</translation>
    </message>
    <message>
        <source>Sessions</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Broken off</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>Main trials</source>
        <translation>主要试次</translation>
    </message>
    <message>
        <source>Scored</source>
        <translation>有得分</translation>
    </message>
    <message>
        <source>Worth, of scored</source>
        <translation>有得分者的有效数</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>被拒绝</translation>
    </message>
    <message>
        <source>Steered</source>
        <translation>参与调节</translation>
    </message>
    <message>
        <source>Suspect onsets</source>
        <translation>可疑的呈现时刻</translation>
    </message>
    <message>
        <source>Share steered</source>
        <translation>参与调节的比例</translation>
    </message>
    <message>
        <source>higher is better</source>
        <translation>越高越好</translation>
    </message>
    <message>
        <source>lower is better</source>
        <translation>越低越好</translation>
    </message>
    <message>
        <source>Study {name}</source>
        <translation>研究 {name}</translation>
    </message>
    <message>
        <source>{score}, {unit}</source>
        <translation>{score}（{unit}）</translation>
    </message>
    <message>
        <source>BF₀₁ = {value} for no effect over one</source>
        <translation>BF₀₁ = {value}，支持无效应</translation>
    </message>
    <message>
        <source>{title}</source>
        <translation>{title}</translation>
    </message>
    <message>
        <source>after Holm {holm}, false discovery rate {fdr}</source>
        <translation>Holm 校正后 {holm}，错误发现率 {fdr}</translation>
    </message>
    <message>
        <source>none for this test</source>
        <translation>此检验没有</translation>
    </message>
    <message>
        <source>BF₁₀ = {value} for an effect over none</source>
        <translation>BF₁₀ = {value}，支持有效应</translation>
    </message>
    <message>
        <source>levels 1 to {n}</source>
        <translation>等级 1 至 {n}</translation>
    </message>
    <message>
        <source>{share} % of the blocks rest at level {level}</source>
        <translation>{share}% 的组块停在等级 {level}</translation>
    </message>
    <message>
        <source>{proposed}, leaving the published form</source>
        <translation>{proposed}，但不再是发表的形式</translation>
    </message>
    <message>
        <source>the score was refused in {share} % of the sessions</source>
        <translation>{share}% 的会话中得分被拒绝</translation>
    </message>
    <message>
        <source>Twice the calibration halves the variance of its test; where the score does not tell the states apart, it will be refused all the same.</source>
        <translation>校准加倍可使其检验的方差减半；如果得分分不开两种状态，仍会被拒绝。</translation>
    </message>
    <message>
        <source>a harder task, or harder options</source>
        <translation>更难的任务，或更难的选项</translation>
    </message>
    <message>
        <source>an easier task, or easier options</source>
        <translation>更容易的任务，或更容易的选项</translation>
    </message>
    <message>
        <source>{n} or higher</source>
        <translation>{n} 或更高</translation>
    </message>
    <message>
        <source>{n} or lower</source>
        <translation>{n} 或更低</translation>
    </message>
    <message>
        <source>Where a limit cuts more than 2 %, times are shorter than people are slow.</source>
        <translation>限值截去超过 2% 时，测得的时间短于人的实际反应。</translation>
    </message>
    <message>
        <source>another score or task</source>
        <translation>换用其他得分或任务</translation>
    </message>
    <message>
        <source>split-half reliability {r}, wanted {wanted}</source>
        <translation>分半信度 {r}，期望 {wanted}</translation>
    </message>
    <message>
        <source>By Spearman and Brown this many trials would reach it.</source>
        <translation>按 Spearman–Brown 公式，这么多试次可以达到。</translation>
    </message>
    <message>
        <source>These people have nothing left to train here.</source>
        <translation>这些人在此已无可训练。</translation>
    </message>
    <message>
        <source>Too hard a start predicts leaving; these people cannot be made to succeed here.</source>
        <translation>起点太难会使人退出；这些人在此无法成功。</translation>
    </message>
    <message>
        <source>At the ceiling a score cannot show a gain.</source>
        <translation>处于天花板时，得分显示不出进步。</translation>
    </message>
    <message>
        <source>At chance a score is noise.</source>
        <translation>处于随机水平时，得分只是噪声。</translation>
    </message>
    <message>
        <source>split-half reliability {r}</source>
        <translation>分半信度 {r}</translation>
    </message>
    <message>
        <source>Even four times as many trials would not rank these people reliably.</source>
        <translation>即使试次增加到四倍，也无法可靠区分这些人。</translation>
    </message>
    <message>
        <source>Where was the study registered before its first session? Registry and number.</source>
        <translation>研究在第一次会话之前于何处注册？请写注册平台和编号。</translation>
    </message>
    <message>
        <source>Why this number of people? The power analysis, or what else set it.</source>
        <translation>为何是这个人数？请写功效分析或其他依据。</translation>
    </message>
    <message>
        <source>Which committee approved the study, under which number?</source>
        <translation>哪个委员会批准了研究，编号是什么？</translation>
    </message>
    <message>
        <source>Who took part, how were they found, and who was left out before they began?</source>
        <translation>谁参加了研究、如何招募、开始前排除了谁？</translation>
    </message>
    <message>
        <source>Is it a test of clinical efficacy? If so: the standard care it is compared with. If not: write “not clinical”.</source>
        <translation>是否检验临床疗效？如是，请写所比较的标准治疗；如否，请写“not clinical”。</translation>
    </message>
    <message>
        <source>Which psychosocial factors were asked, such as motivation or expectation?</source>
        <translation>询问了哪些心理社会因素，例如动机或期望？</translation>
    </message>
    <message>
        <source>Were people told a mental strategy, beyond the program&apos;s own instructions?</source>
        <translation>除程序自带的说明之外，是否告诉参与者某种心理策略？</translation>
    </message>
    <message>
        <source>Which strategies did people say they had used?</source>
        <translation>参与者说自己使用了哪些策略？</translation>
    </message>
    <message>
        <source>Why this difficulty rule, with this target and this direction?</source>
        <translation>为何采用这一难度规则、这一目标和这一方向？</translation>
    </message>
    <message>
        <source>Where are materials, code, raw data and final values? Repository and DOI.</source>
        <translation>材料、代码、原始数据和最终数值在何处？请写存储库和 DOI。</translation>
    </message>
    <message>
        <source>{path} has entries that are not asked: {names}. The questions are {known}.</source>
        <translation>{path} 含有未询问的条目：{names}。问题有：{known}。</translation>
    </message>
    <message>
        <source>filled</source>
        <translation>已填写</translation>
    </message>
    <message>
        <source>in part</source>
        <translation>部分</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>缺失</translation>
    </message>
    <message>
        <source>not applicable</source>
        <translation>不适用</translation>
    </message>
    <message>
        <source>Took part: {n}.</source>
        <translation>参加人数：{n}。</translation>
    </message>
    <message>
        <source>No: the study was not locked, so arms were not sealed and whoever ran a session could know the arm.</source>
        <translation>否：研究没有锁定，因此分组没有密封，主持会话的人可能知道分组。</translation>
    </message>
    <message>
        <source>In tests of clinical efficacy, standard care is a benchmark.</source>
        <translation>检验临床疗效时，以标准治疗为基准。</translation>
    </message>
    <message>
        <source>No outcome with its smallest effect of interest was locked beforehand.</source>
        <translation>没有事先锁定带有最小关注效应的结局。</translation>
    </message>
    <message>
        <source>Too few people have both, or their scores have several scales.</source>
        <translation>同时有两者的人太少，或其得分属于多种尺度。</translation>
    </message>
    <message>
        <source>Protocols, outcomes, exclusions and tests were locked on {date}, before the first session; deviations stated since: {n}.</source>
        <translation>方案、结局、排除标准和检验于 {date} 锁定，在第一次会话之前；此后声明的偏离：{n}。</translation>
    </message>
    <message>
        <source>Protocol and planned analyses are registered beforehand.</source>
        <translation>方案和计划的分析已事先注册。</translation>
    </message>
    <message>
        <source>Took part: {n}; places of the allocation list in each stratum: {places}.</source>
        <translation>参加人数：{n}；每层分配表的名额：{places}。</translation>
    </message>
    <message>
        <source>The number of people is justified.</source>
        <translation>说明了人数的理由。</translation>
    </message>
    <message>
        <source>Arms of the study: {names}. Who is in which is sealed so far.</source>
        <translation>研究的各组：{names}。谁在哪一组目前仍密封。</translation>
    </message>
    <message>
        <source>There is a control group or a control condition.</source>
        <translation>有对照组或对照条件。</translation>
    </message>
    <message>
        <source>Where the design allows it, the study is double-blind.</source>
        <translation>在设计允许时，研究为双盲。</translation>
    </message>
    <message>
        <source>Analyses were pooled over the arms until {who} unblinded the study on {date} (reason: {why}).</source>
        <translation>分析一直合并各组，直到 {who} 于 {date} 揭盲（原因：{why}）。</translation>
    </message>
    <message>
        <source>Who rates outcomes, and who analyses, is blinded.</source>
        <translation>评定结局的人和分析者处于盲态。</translation>
    </message>
    <message>
        <source>Guesses of the arm ({role}): James&apos;s index {james}; Bang&apos;s index by arm: {bang}.</source>
        <translation>对分组的猜测（{role}）：James 指数 {james}；各组 Bang 指数：{bang}。</translation>
    </message>
    <message>
        <source>The indices are computed once the study is unblinded.</source>
        <translation>研究揭盲后才计算这些指数。</translation>
    </message>
    <message>
        <source>Whether people and experimenters remained blinded is examined.</source>
        <translation>检查了参与者和实验者是否保持盲态。</translation>
    </message>
    <message>
        <source>Primary outcome: {measure}, tested by {test}; smallest effect of interest: {effect}. Tests of it: {numbers}.</source>
        <translation>主要结局：{measure}，用 {test} 检验；最小关注效应：{effect}。对应的检验：{numbers}。</translation>
    </message>
    <message>
        <source>Measures of behaviour whose significance was defined beforehand, and whether it was reached.</source>
        <translation>事先定义了行为测量的意义，并说明是否达到。</translation>
    </message>
    <message>
        <source>Regulation success is correlated with behaviour.</source>
        <translation>调控成效与行为作了相关分析。</translation>
    </message>
    <message>
        <source>Materials, scripts, raw data and final values are in a repository.</source>
        <translation>材料、脚本、原始数据和最终数值已存入存储库。</translation>
    </message>
    <message>
        <source>There was no control group: all people were in the arm {arm}.</source>
        <translation>没有对照组：所有人都在 {arm} 组。</translation>
    </message>
    <message>
        <source>Arms, with their people: {arms}.</source>
        <translation>各组及人数：{arms}。</translation>
    </message>
    <message>
        <source>Whoever analyses is blinded still: arms are pooled.</source>
        <translation>分析者仍处于盲态：各组合并。</translation>
    </message>
    <message>
        <source>Whoever analysed was not blinded: arms were never sealed.</source>
        <translation>分析者不处于盲态：分组从未密封。</translation>
    </message>
    <message>
        <source>Outcomes are scored by the program: nobody rates them.</source>
        <translation>结局由程序计分，没有人评定。</translation>
    </message>
    <message>
        <source>Spearman&apos;s ρ beside it: {rho}, {p}</source>
        <translation>Spearman ρ 作对照：{rho}，{p}</translation>
    </message>
    <message>
        <source>Normality of the {what} (Shapiro–Wilk): W = {w}, {p}</source>
        <translation>{what}的正态性（Shapiro–Wilk）：W = {w}，{p}</translation>
    </message>
    <message>
        <source>Wilcoxon signed-rank test beside it: {p}</source>
        <translation>Wilcoxon 符号秩检验作对照：{p}</translation>
    </message>
    <message>
        <source>Guesses kept so far: {n}.</source>
        <translation>目前保存的猜测：{n}。</translation>
    </message>
    <message>
        <source>Nobody was asked which arm they believed it to be; `attention-camp guess` keeps it, before unblinding.</source>
        <translation>没有人被问及自己认为在哪一组；揭盲前可用 `attention-camp guess` 保存。</translation>
    </message>
    <message>
        <source>The study file names no smallest effect.</source>
        <translation>研究文件没有写明最小效应。</translation>
    </message>
    <message>
        <source>It could not be tested yet: see the section “Results”.</source>
        <translation>目前还不能检验：见“结果”一节。</translation>
    </message>
    <message>
        <source>Too few people have a course for a test over people.</source>
        <translation>有进程的人太少，无法在人间检验。</translation>
    </message>
    <message>
        <source>The feedback signal does not allow it: see item 5a.</source>
        <translation>反馈信号不允许这样做：见条目 5a。</translation>
    </message>
    <message>
        <source>The feedback variable is plotted within and between sessions, and resting baselines before and after.</source>
        <translation>绘出了会话内和会话间的反馈变量，以及前后的静息基线。</translation>
    </message>
    <message>
        <source>{one} {other}</source>
        <translation>{one} {other}</translation>
    </message>
    <message>
        <source>Arms are compared once the study is unblinded.</source>
        <translation>研究揭盲后才比较各组。</translation>
    </message>
    <message>
        <source>There is one arm only.</source>
        <translation>只有一个组。</translation>
    </message>
    <message>
        <source>Regulation success is reported, by the feedback signal.</source>
        <translation>按反馈信号报告了调控成效。</translation>
    </message>
    <message>
        <source>The arms are compared with each other, not each with itself.</source>
        <translation>各组相互比较，而不是各自与自身比较。</translation>
    </message>
    <message>
        <source>There is no course of the feedback signal to draw.</source>
        <translation>没有可绘出的反馈信号进程。</translation>
    </message>
    <message>
        <source>Spectra of the rest blocks are compared with `study --spectra`, where rest was recorded before and after.</source>
        <translation>静息组块的频谱用 `study --spectra` 比较，前提是前后都记录了静息。</translation>
    </message>
    <message>
        <source>Drawn in the section “Regulation”.</source>
        <translation>绘于“调控”一节。</translation>
    </message>
    <message>
        <source>Drawn in the section “Spectra”.</source>
        <translation>绘于“频谱”一节。</translation>
    </message>
    <message>
        <source>No run has EEG whose processing could be read.</source>
        <translation>没有任何一轮的脑电处理可以读取。</translation>
    </message>
    <message>
        <source>Headset: {boards} ({makers} {models}). Software: Attention Camp {versions}.</source>
        <translation>脑电设备：{boards}（{makers} {models}）。软件：Attention Camp {versions}。</translation>
    </message>
    <message>
        <source>The program&apos;s instructions explain the tasks and name no mental strategy; their text is kept with each recording.</source>
        <translation>程序的说明只解释任务，不涉及心理策略；其文字与每次记录一同保存。</translation>
    </message>
    <message>
        <source>Whether people were given a strategy is said.</source>
        <translation>说明了是否给出策略。</translation>
    </message>
    <message>
        <source>Causal band-pass {highpass} to {lowpass} Hz, mains removed at {line} Hz, reference {reference}; eyes: {eyes}; bad channels interpolated: {interpolated}; a trial is scored where at least {share} of the channels are good.</source>
        <translation>因果带通 {highpass} 至 {lowpass} Hz，去除 {line} Hz 工频，参考 {reference}；眼动：{eyes}；坏通道插值：{interpolated}；良好通道至少占 {share} 时才给试次计分。</translation>
    </message>
    <message>
        <source>Online processing and correction of artefacts are reported.</source>
        <translation>报告了在线处理和伪迹校正。</translation>
    </message>
    <message>
        <source>Mean share of good channels by arm: {shares}. Tests: {numbers}.</source>
        <translation>各组的平均良好通道比例：{shares}。检验：{numbers}。</translation>
    </message>
    <message>
        <source>By arm: once the study is unblinded.</source>
        <translation>按组比较：研究揭盲之后。</translation>
    </message>
    <message>
        <source>Artefacts are compared between conditions and groups.</source>
        <translation>比较了不同条件和组之间的伪迹。</translation>
    </message>
    <message>
        <source>How the feature is extracted online is defined.</source>
        <translation>定义了在线特征如何提取。</translation>
    </message>
    <message>
        <source>Reinforcement is the next trial&apos;s difficulty. Rules: {rules}.</source>
        <translation>强化方式是下一试次的难度。规则：{rules}。</translation>
    </message>
    <message>
        <source>The reinforcement schedule is reported and justified.</source>
        <translation>报告并说明了强化方案的理由。</translation>
    </message>
    <message>
        <source>Modality and content of the feedback are reported.</source>
        <translation>报告了反馈的形式和内容。</translation>
    </message>
    <message>
        <source>All brain variables used for feedback are kept and reported.</source>
        <translation>用于反馈的全部脑变量都已保存并报告。</translation>
    </message>
    <message>
        <source>Simulated people answered, not persons.</source>
        <translation>由模拟参与者作答，不是真人。</translation>
    </message>
    <message>
        <source>Hardware and software are reported.</source>
        <translation>报告了硬件和软件。</translation>
    </message>
    <message>
        <source>Psychosocial factors are asked.</source>
        <translation>询问了心理社会因素。</translation>
    </message>
    <message>
        <source>The strategies that people used are said.</source>
        <translation>说明了参与者使用的策略。</translation>
    </message>
    <message>
        <source>Too few people, or no difference at all, for a test.</source>
        <translation>人太少，或完全没有差异，无法检验。</translation>
    </message>
    <message>
        <source>No score is shown. Feedback is how hard the next trial is, in the tasks {tasks}; the screen looks the same in every arm.</source>
        <translation>不显示得分。反馈是任务 {tasks} 中下一试次的难度；各组的屏幕看起来相同。</translation>
    </message>
    <message>
        <source>Score, certainty and what was delivered of each trial are in the ledger and the tables: main training trials with a score {scored}, that changed the difficulty {steered}.</source>
        <translation>每个试次的得分、置信度和所给内容都在决策日志和表格中：有得分的主要训练试次 {scored} 个，其中改变难度的 {steered} 个。</translation>
    </message>
    <message>
        <source>Manufacturer of the amplifier</source>
        <translation>放大器制造商</translation>
    </message>
    <message>
        <source>Model of the amplifier</source>
        <translation>放大器型号</translation>
    </message>
    <message>
        <source>Manufacturer of the cap</source>
        <translation>电极帽制造商</translation>
    </message>
    <message>
        <source>Model of the cap</source>
        <translation>电极帽型号</translation>
    </message>
    <message>
        <source>Placement of the electrodes</source>
        <translation>电极放置</translation>
    </message>
    <message>
        <source>EEG channels</source>
        <translation>脑电通道</translation>
    </message>
    <message>
        <source>EOG channels</source>
        <translation>眼电通道</translation>
    </message>
    <message>
        <source>Reference while recording</source>
        <translation>记录时的参考</translation>
    </message>
    <message>
        <source>Ground</source>
        <translation>接地</translation>
    </message>
    <message>
        <source>Sampling rate, Hz</source>
        <translation>采样率（Hz）</translation>
    </message>
    <message>
        <source>Mains frequency, Hz</source>
        <translation>工频（Hz）</translation>
    </message>
    <message>
        <source>Filters of the amplifier</source>
        <translation>放大器滤波器</translation>
    </message>
    <message>
        <source>Filters while recording</source>
        <translation>记录时的滤波器</translation>
    </message>
    <message>
        <source>Software of the recording</source>
        <translation>记录软件</translation>
    </message>
    <message>
        <source>Institution</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Online high-pass, Hz</source>
        <translation>在线高通（Hz）</translation>
    </message>
    <message>
        <source>Online low-pass, Hz</source>
        <translation>在线低通（Hz）</translation>
    </message>
    <message>
        <source>Mains removed online, Hz</source>
        <translation>在线去除的工频（Hz）</translation>
    </message>
    <message>
        <source>Online estimator</source>
        <translation>在线估计器</translation>
    </message>
    <message>
        <source>Runs with a timing certificate</source>
        <translation>有计时检测报告的轮数</translation>
    </message>
    <message>
        <source>Changes were tested by paired t-tests, with Bayes factors (Cauchy prior, scale 0.707).</source>
        <translation>变化用配对 t 检验，并给出 Bayes 因子（Cauchy 先验，尺度 0.707）。</translation>
    </message>
    <message>
        <source>Whether a change is too small to matter was tested by two one-sided t-tests.</source>
        <translation>变化是否小到无关紧要用两个单侧 t 检验。</translation>
    </message>
    <message>
        <source>Three or more times were compared by repeated-measures ANOVA with Greenhouse and Geisser&apos;s correction.</source>
        <translation>三个或更多时间点用重复测量方差分析比较，并作 Greenhouse–Geisser 校正。</translation>
    </message>
    <message>
        <source>Arms were compared over times by mixed ANOVA on one number per person and time.</source>
        <translation>各组随时间的变化用混合方差分析比较，每人每个时间点一个数值。</translation>
    </message>
    <message>
        <source>Changes were compared between arms by Welch&apos;s t-test, with Bayes factors.</source>
        <translation>变化量在组间用 Welch t 检验比较，并给出 Bayes 因子。</translation>
    </message>
    <message>
        <source>Later values were compared between arms adjusted for the earlier ones (ANCOVA).</source>
        <translation>后测值在组间比较，并按前测值校正（协方差分析）。</translation>
    </message>
    <message>
        <source>Log reaction times of single trials were modelled with random intercepts and slopes of time by person, accuracy by generalised estimating equations.</source>
        <translation>单个试次的对数反应时用含个人随机截距和时间随机斜率的模型，正确率用广义估计方程。</translation>
    </message>
    <message>
        <source>What was measured after allocation was related to the change by Pearson correlations, and called descriptive.</source>
        <translation>分配之后测得的指标与变化的关系以 Pearson 相关描述，仅作描述性结果。</translation>
    </message>
    <message>
        <source>Whether engagement moderated the difference between arms was looked at by least squares (arm × mean engagement), and called descriptive.</source>
        <translation>投入度是否调节组间差异，以最小二乘法（组别 × 平均投入度）考察，仅作描述性结果。</translation>
    </message>
    <message>
        <source>The feedback signal&apos;s slope over training sessions was fitted person by person and tested over people.</source>
        <translation>反馈信号在各训练会话上的斜率逐人拟合，再在人间检验。</translation>
    </message>
    <message>
        <source>These slopes were compared between arms by Welch&apos;s t-test.</source>
        <translation>这些斜率在组间用 Welch t 检验比较。</translation>
    </message>
    <message>
        <source>Spectra (Welch, windows of 2 s, average reference, windows beyond 150 µV left out) were compared over people by cluster permutation.</source>
        <translation>频谱（Welch 法，2 s 窗，平均参考，超过 150 µV 的窗舍去）在人间用聚类置换比较。</translation>
    </message>
    <message>
        <source>Evoked responses (0.5 to 30 Hz, baseline of 0.2 s, epochs beyond 150 µV left out) were compared over people by cluster permutation.</source>
        <translation>诱发反应（0.5 至 30 Hz，0.2 s 基线，超过 150 µV 的时段舍去）在人间用聚类置换比较。</translation>
    </message>
    <message>
        <source>Channel quality was compared by Kruskal–Wallis and Wilcoxon tests.</source>
        <translation>通道质量用 Kruskal–Wallis 和 Wilcoxon 检验比较。</translation>
    </message>
    <message>
        <source>Recordings are EEG-BIDS; sessions of the types {earlier} and {later} were compared. A score of a task is the mean of a person&apos;s blocks of one type.</source>
        <translation>记录为 EEG-BIDS；比较了 {earlier} 与 {later} 类型的会话。任务得分是一人同类型组块的平均。</translation>
    </message>
    <message>
        <source>Computed by Attention Camp {version} with {versions}.</source>
        <translation>由 Attention Camp {version} 计算，使用 {versions}。</translation>
    </message>
    <message>
        <source>Tests of one family were corrected together, by Holm and by Benjamini and Hochberg. Intervals are of 95 %.</source>
        <translation>同族检验一起校正（Holm；Benjamini–Hochberg）。区间为 95%。</translation>
    </message>
    <message>
        <source>Tests with the numbers {numbers}.</source>
        <translation>编号为 {numbers} 的检验。</translation>
    </message>
    <message>
        <source>The training sessions&apos; scores are on several scales, or there is none; use protocols that calibrate.</source>
        <translation>训练会话的得分属于多种尺度，或没有得分；请使用带校准的方案。</translation>
    </message>
    <message>
        <source>t-test of the slopes over sessions</source>
        <translation>各会话斜率的 t 检验</translation>
    </message>
    <message>
        <source>Welch t-test of the slopes</source>
        <translation>斜率的 Welch t 检验</translation>
    </message>
    <message>
        <source>Mean change of the score from one training session to the next, by arm: {listed}.</source>
        <translation>得分从一次训练会话到下一次的平均变化，按组：{listed}。</translation>
    </message>
    <message>
        <source>Nobody has scores in {n} training sessions or more.</source>
        <translation>没有人在 {n} 次或更多训练会话中有得分。</translation>
    </message>
    <message>
        <source>Does the score change from one training session to the next?</source>
        <translation>得分从一次训练会话到下一次是否变化？</translation>
    </message>
    <message>
        <source>That people learned to regulate: a score also moves with time, fatigue and the difficulty of the task.</source>
        <translation>人学会了调控：得分也随时间、疲劳和任务难度变化。</translation>
    </message>
    <message>
        <source>Does the score rise more over sessions in {one} than in {other}?</source>
        <translation>{one} 的得分在各会话间的上升是否大于 {other}？</translation>
    </message>
    <message>
        <source>A benefit: a score that was regulated has yet to matter for behaviour.</source>
        <translation>有益：被调控的得分是否影响行为，还有待证明。</translation>
    </message>
    <message>
        <source>Cohen&apos;s d</source>
        <translation>Cohen&apos;s d</translation>
    </message>
    <message>
        <source>{script}, test {number} ({test}, {outcome}): p = {got}, not {p}.</source>
        <translation>{script}，检验 {number}（{test}，{outcome}）：p = {got}，而非 {p}。</translation>
    </message>
    <message>
        <source>{script} broke off: {error}</source>
        <translation>{script} 中断：{error}</translation>
    </message>
    <message>
        <source>Linear mixed model of log reaction time</source>
        <translation>对数反应时的线性混合模型</translation>
    </message>
    <message>
        <source>A change over time is also practice.</source>
        <translation>随时间的变化也包含练习。</translation>
    </message>
    <message>
        <source>Logistic GEE of accuracy</source>
        <translation>正确率的 logistic GEE</translation>
    </message>
    <message>
        <source>The z test treats the number of people as large: below {n} it rejects too often. The person-level test is the one to report.</source>
        <translation>z 检验假定人数很多：少于 {n} 人时它拒绝得过多。应报告以人为单位的检验。</translation>
    </message>
    <message>
        <source>Did log reaction time in {outcome} change from {earlier} to {later}?</source>
        <translation>{outcome} 的对数反应时从 {earlier} 到 {later} 是否变化？</translation>
    </message>
    <message>
        <source>Skewness of the residuals: {value}</source>
        <translation>残差的偏度：{value}</translation>
    </message>
    <message>
        <source>all answers are alike</source>
        <translation>所有回答都相同</translation>
    </message>
    <message>
        <source>SDs of a trial</source>
        <translation>单个试次的标准差数</translation>
    </message>
    <message>
        <source>Converged</source>
        <translation>已收敛</translation>
    </message>
    <message>
        <source>Did not converge</source>
        <translation>未收敛</translation>
    </message>
    <message>
        <source>Random effects are singular</source>
        <translation>随机效应奇异</translation>
    </message>
    <message>
        <source>Random effects are not singular</source>
        <translation>随机效应不奇异</translation>
    </message>
    <message>
        <source>odds ratio</source>
        <translation>优势比</translation>
    </message>
    <message>
        <source>Repeated-measures ANOVA</source>
        <translation>重复测量方差分析</translation>
    </message>
    <message>
        <source>The arms of everybody in {dataset} are open: the final analysis can be made, and no interim one.</source>
        <translation>{dataset}中所有人的组别均已打开：可以进行最终分析，不再有期中分析。</translation>
    </message>
    <message>
        <source>interims must come in the order of their people, got {got}</source>
        <translation>interims 须按人数从少到多排列，得到 {got}</translation>
    </message>
    <message>
        <source>interims spend {spent} of an alpha of {alpha}: nothing is left for the final analysis</source>
        <translation>interims 共消耗 α（{alpha}）中的{spent}：没有留给最终分析的部分</translation>
    </message>
    <message>
        <source>An interim analysis at {alpha} is declared by no locked study here. It is declared in the study file, before the lock.</source>
        <translation>此处没有已锁定的研究声明 α 为{alpha}的期中分析。须在锁定前写入研究文件。</translation>
    </message>
    <message>
        <source>all people of an arm changed by the same amount</source>
        <translation>同一组的所有人变化量相同</translation>
    </message>
    <message>
        <source>{dataset} has no locked study. An interim analysis is declared, with its alpha, in the study file before the lock.</source>
        <translation>{dataset}没有已锁定的研究。期中分析及其 α 须在锁定前写入研究文件。</translation>
    </message>
    <message>
        <source>Spectra and evoked responses are compared in the final analysis: the copy that an interim one opens holds no EEG. Leave them out.</source>
        <translation>频谱与诱发反应在最终分析中比较：期中分析打开的副本不含脑电。请去掉此项。</translation>
    </message>
    <message>
        <source>Interim analysis, declared before the lock: {spent} of the study&apos;s alpha of {alpha} is spent on it whatever it finds, and {left} stays for the final one. Only the primary outcome&apos;s test, below {spent}, may end the study; a p above it says nothing, and intervals (95 %) are not widened for the look. The report names arms: it is for who looks, not for who records.</source>
        <translation>锁定前已声明的期中分析：无论结果如何，研究 α（{alpha}）中的{spent}用于本次，{left}留给最终分析。仅当主要结局的检验低于{spent}时，研究方可提前结束；高于该值的 p 不说明任何问题，95% 区间未因本次查看而加宽。报告写明了组别：供查看者使用，不供记录者使用。</translation>
    </message>
    <message>
        <source>Interim analyses were declared ({n}) and are paid for out of the study&apos;s alpha of {alpha}: the primary outcome counts below {left}.</source>
        <translation>已声明期中分析（{n}次），从研究的 α（{alpha}）中扣除：主要结局低于{left}方为显著。</translation>
    </message>
    <message>
        <source>{path} is missing, so nothing says how the session was run or ended. Restore it from a backup.</source>
        <translation>{path}缺失，无从得知会话如何进行或结束。请从备份恢复。</translation>
    </message>
    <message>
        <source>{path} holds no trial that can be read, though the session is finished. Restore it from a backup.</source>
        <translation>{path}中没有可读取的试次，而会话已完成。请从备份恢复。</translation>
    </message>
    <message>
        <source>Mixed ANOVA, arm × time</source>
        <translation>混合方差分析，组 × 时间</translation>
    </message>
    <message>
        <source>Baseline-adjusted comparison (ANCOVA)</source>
        <translation>按基线校正的比较（ANCOVA）</translation>
    </message>
    <message>
        <source>two times: sphericity holds</source>
        <translation>两个时间点：球形性成立</translation>
    </message>
    <message>
        <source>degrees of freedom times Greenhouse–Geisser&apos;s ε = {eps}</source>
        <translation>自由度乘以 Greenhouse–Geisser ε = {eps}</translation>
    </message>
    <message>
        <source>Does {outcome} differ between {times}?</source>
        <translation>{outcome} 在 {times} 之间是否不同？</translation>
    </message>
    <message>
        <source>Which times differ, and why; a course over times is also practice.</source>
        <translation>哪些时间点不同以及为何不同；随时间的进程也包含练习。</translation>
    </message>
    <message>
        <source>one time only</source>
        <translation>只有一个时间点</translation>
    </message>
    <message>
        <source>Does the course of {outcome} over {times} differ between {arms}?</source>
        <translation>{outcome} 在 {times} 上的进程在 {arms} 之间是否不同？</translation>
    </message>
    <message>
        <source>Which arm changed; look at the estimates with their intervals.</source>
        <translation>哪一组有变化；请看估计值及其区间。</translation>
    </message>
    <message>
        <source>all people had the same value {earlier}</source>
        <translation>所有人在{earlier}时的数值相同</translation>
    </message>
    <message>
        <source>Is {outcome} {later} different in {one} and {other}, among people who were alike {earlier}?</source>
        <translation>在 {earlier} 时相同的人中，{outcome} 在 {later} 时于 {one} 与 {other} 之间是否不同？</translation>
    </message>
    <message>
        <source>{file} described a table that was never begun: it was moved to {folder}.</source>
        <translation>{file} 所描述的表格从未开始写入：已将它移到 {folder}。</translation>
    </message>
    <message>
        <source>{run} broke off. Have it mended first: attention-camp recover {dataset}</source>
        <translation>{run} 曾中断。请先修复它：attention-camp recover {dataset}</translation>
    </message>
    <message>
        <source>Both have a file of their own: {file} and {other}. Move one of them to another folder. Nothing was changed.</source>
        <translation>两者各有自己的文件：{file} 和 {other}。请将其中一个移到其他文件夹。未作任何更改。</translation>
    </message>
    <message>
        <source>The label {old} is being corrected to {new}, or that broke off half done. Finish it first: attention-camp recover {dataset}</source>
        <translation>编号 {old} 正在更正为 {new}，或更正进行到一半时中断。请先完成它：attention-camp recover {dataset}</translation>
    </message>
    <message>
        <source>{path}, the journal of a corrected label, cannot be read: {error}. Restore it from a backup: with it the correction is finished.</source>
        <translation>更正编号的日志 {path} 无法读取：{error}。请从备份中恢复它，以便完成更正。</translation>
    </message>
    <message>
        <source>A correction of a label that broke off was finished: {old} is {new} now.</source>
        <translation>已完成一次中断的编号更正：{old} 现为 {new}。</translation>
    </message>
    <message>
        <source>The study {study} is locked with this protocol: its sessions would be refused if it changed. Duplicate it to write another one, or state a deviation: attention-camp lock --deviation.</source>
        <translation>研究 {study} 已连同此方案锁定：若更改，其会话将被拒绝。请创建副本后另写一份，或声明偏离：attention-camp lock --deviation。</translation>
    </message>
    <message>
        <source>Nothing more of the eye tracker is recorded: this recording was begun with another one, or what is stored of it cannot be read (the log says which).</source>
        <translation>不再记录眼动仪的数据：此记录是用另一台眼动仪开始的，或已保存的眼动数据无法读取（日志中有说明）。</translation>
    </message>
    <message>
        <source>The vault cannot be read or written now. Close other programs that have it open; look whether its disk is full, and whether this account may write there. Then try again.</source>
        <translation>目前无法读取或写入保险库。请关闭正在使用它的其他程序，检查磁盘是否已满，以及当前账户是否有权写入。然后重试。</translation>
    </message>
    <message>
        <source>The class page gave an answer that this version does not understand (status {status}). Use the same version on both computers.</source>
        <translation>班级页面的应答无法被此版本识别（状态 {status}）。请在两台电脑上使用相同的版本。</translation>
    </message>
    <message>
        <source>The code for learners&apos; computers has {n} letters and digits, in groups of four; got {got}. It is printed where attention-camp serve runs.</source>
        <translation>学员电脑配对码由 {n} 个字母和数字组成，每四个一组；实际为 {got} 个。配对码显示在运行 attention-camp serve 的窗口中。</translation>
    </message>
    <message>
        <source>The class page does not know this code: codes last for some minutes. Use the one that is printed now.</source>
        <translation>班级页面不认识此配对码：配对码只在数分钟内有效。请使用当前显示的配对码。</translation>
    </message>
    <message>
        <source>The class page takes no more codes for a minute: there were too many wrong ones. Wait, then try again.</source>
        <translation>错误的配对码过多，班级页面在一分钟内不再接受配对码。请稍后再试。</translation>
    </message>
    <message>
        <source>The class page at {url} does not answer ({why}). Check that attention-camp serve runs there, and that both computers are in one network.</source>
        <translation>{url} 的班级页面没有响应（{why}）。请检查 attention-camp serve 是否在那里运行，以及两台电脑是否在同一网络中。</translation>
    </message>
    <message>
        <source>The address of the class page must be such as https://192.168.1.10:8443, got {url}.</source>
        <translation>班级页面的地址应形如 https://192.168.1.10:8443，实际为 {url}。</translation>
    </message>
    <message>
        <source>Another computer than the class page answers at {host}: its certificate is not the one that this computer was paired with. Nothing was sent. Compare the address, and pair again with the code that the page shows now.</source>
        <translation>在 {host} 应答的不是班级页面，而是另一台电脑：其证书与本机配对时的证书不同。未发送任何内容。请核对地址，并使用页面当前显示的配对码重新配对。</translation>
    </message>
    <message>
        <source>a text is too long or cannot be shown</source>
        <translation>文本过长或无法显示</translation>
    </message>
    <message>
        <source>a list is too long</source>
        <translation>列表过长</translation>
    </message>
    <message>
        <source>a count is out of bounds</source>
        <translation>计数超出范围</translation>
    </message>
    <message>
        <source>the reply is out of bounds</source>
        <translation>应答超出范围</translation>
    </message>
    <message>
        <source>it is too long</source>
        <translation>内容过长</translation>
    </message>
    <message>
        <source>it is no table</source>
        <translation>不是表</translation>
    </message>
    <message>
        <source>it is no JSON</source>
        <translation>不是 JSON</translation>
    </message>
    <message>
        <source>Trial {trial} of {run} was scored by {estimator}, which is one formula and explains itself. Only scores of the linear attention model are explained; choose it as the protocol&apos;s estimator.</source>
        <translation>{run} 的第 {trial} 个试次由 {estimator} 计算得分，它只是一个公式，本身即是解释。只有线性注意力模型的得分可以解释；请在方案中将其选为得分模型（estimator）。</translation>
    </message>
    <message>
        <source>{file} cannot be cleaned as its ledger says: {reason}. Its channels or its ledger were changed; “attention-camp validate” names where.</source>
        <translation>无法按决策记录对 {file} 进行清理：{reason}。其通道或决策记录已被更改；“attention-camp validate”会指出具体位置。</translation>
    </message>
    <message>
        <source>The certificate of the class page in {folder} cannot be used: {why}. Start once with --new-certificate; every browser and every learner&apos;s computer is then paired anew.</source>
        <translation>{folder} 中班级页面的证书无法使用：{why}。请使用 --new-certificate 启动一次；之后所有浏览器和学员电脑都需要重新配对。</translation>
    </message>
    <message>
        <source>certificate and key do not belong together</source>
        <translation>证书与密钥不匹配</translation>
    </message>
    <message>
        <source>it has run out</source>
        <translation>已过期</translation>
    </message>
    <message>
        <source>it cannot be read</source>
        <translation>无法读取</translation>
    </message>
    <message>
        <source>The computers that are paired with the class page cannot be read from {path}. Remove the file and pair them again.</source>
        <translation>无法从 {path} 读取与班级页面配对的电脑。请删除该文件并重新配对。</translation>
    </message>
    <message>
        <source>The class page cannot be served at {bind}, port {port}: {why}. Choose another --bind or --port.</source>
        <translation>无法在 {bind} 的端口 {port} 提供班级页面：{why}。请选择其他 --bind 或 --port。</translation>
    </message>
    <message>
        <source>head movement</source>
        <translation>头部移动</translation>
    </message>
    <message>
        <source>head rotation</source>
        <translation>头部转动</translation>
    </message>
    <message>
        <source>the pulse rate</source>
        <translation>脉率</translation>
    </message>
    <message>
        <source>the engagement index of Pope</source>
        <translation>Pope 投入度指数</translation>
    </message>
    <message>
        <source>today&apos;s rest was not found near that of the earlier session, whose score would have held (AUC {auc:.2f}, at least {least:.2f}); calibrating in full</source>
        <translation>今天的静息与先前会话的静息不够接近，虽然其得分本可通过核对（AUC {auc:.2f}，至少需要 {least:.2f}）；改为完整校准</translation>
    </message>
    <message>
        <source>requests of a calibration block may be pause only, got {got}</source>
        <translation>校准组块的 requests 只能是 pause，实际为 {got}</translation>
    </message>
    <message>
        <source>requests of an assessment cannot hold easier: its levels are set</source>
        <translation>测评的 requests 不能包含 easier：其难度等级是固定的</translation>
    </message>
    <message>
        <source>{path} cannot be read: {error}. Check the path and that it is a text file in UTF-8.</source>
        <translation>无法读取 {path}：{error}。请检查路径，并确认它是 UTF-8 文本文件。</translation>
    </message>
    <message>
        <source>left out, for channels or a sampling rate, before or after, that are not those of most people: {people}</source>
        <translation>因通道或采样率（之前或之后）与多数人不同而未纳入：{people}</translation>
    </message>
    <message>
        <source>{edges} Nor anything about people {left}.</source>
        <translation>{edges}也不能说明以下人员的情况（{left}）。</translation>
    </message>
    <message>
        <source>Not compared: {reason}.</source>
        <translation>不作比较：{reason}。</translation>
    </message>
    <message>
        <source>The size of the pupil ({eyes}) is a second signal of the score where a calibration found that it adds to the EEG: score_signals of each trial.</source>
        <translation>如果校准发现瞳孔大小（{eyes}）能在脑电之外提供信息，它就是得分的第二个信号：见每个试次的 score_signals。</translation>
    </message>
    <message>
        <source>Feedback is how hard the next trial is, in the tasks {tasks}, and a circle after each trial that follows the delivered score, in {circled}; the screen looks the same in every arm.</source>
        <translation>反馈是下一个试次的难度（任务：{tasks}），以及每个试次之后随所给得分变化的圆圈（任务：{circled}）；各组的屏幕看起来都一样。</translation>
    </message>
    <message>
        <source>The training&apos;s effect where people were not allocated by lot.</source>
        <translation>在未随机分组时训练的效应。</translation>
    </message>
    <message>
        <source>{have} with all times; at least {least} are needed in each of two arms</source>
        <translation>有全部时间点的：{have}；两组中每组至少需要 {least} 人</translation>
    </message>
    <message>
        <source>partial η²</source>
        <translation>偏 η²</translation>
    </message>
    <message>
        <source>SDs of the value before</source>
        <translation>前测值的标准差数</translation>
    </message>
    <message>
        <source>Sphericity: {told}</source>
        <translation>球形性：{told}</translation>
    </message>
    <message>
        <source>Gamepads are read on Linux only. Have the gamepad send keys, or its buttons as markers of an LSL stream.</source>
        <translation>只有 Linux 上能读取游戏手柄。请让手柄发送按键，或将其按钮作为 LSL 标记流发送。</translation>
    </message>
    <message>
        <source>The gamepad {path} cannot be opened: {error}. Connect it, and see that your account may read it.</source>
        <translation>无法打开游戏手柄 {path}：{error}。请连接它，并确认您的账户有权读取。</translation>
    </message>
    <message>
        <source>There is no LSL stream of markers called {name}. Start the program that sends the buttons, then begin again.</source>
        <translation>没有名为 {name} 的 LSL 标记流。请启动发送按键的程序，然后重新开始。</translation>
    </message>
    <message>
        <source>A response box is xid:PORT, lsl:NAME or gamepad:PATH; got {got}.</source>
        <translation>按键盒应写成 xid:PORT、lsl:NAME 或 gamepad:PATH；而得到 {got}。</translation>
    </message>
    <message>
        <source>A response box needs one more package. Type: pip install &apos;attention-camp[boxes]&apos;</source>
        <translation>使用按键盒还需一个软件包。请键入：pip install &apos;attention-camp[boxes]&apos;</translation>
    </message>
    <message>
        <source>The response box at {port} cannot be opened: {error}. Check the cable, and that no other program uses it.</source>
        <translation>无法打开 {port} 上的按键盒：{error}。请检查连接线，并确认没有其他程序占用它。</translation>
    </message>
    <message>
        <source>The sheet must end with .html or .pdf, got {path}.</source>
        <translation>打印单的文件名必须以 .html 或 .pdf 结尾，给出的是 {path}。</translation>
    </message>
    <message>
        <source>{path} exists. Choose another name: it is kept.</source>
        <translation>{path} 已存在，予以保留。请另选文件名。</translation>
    </message>
    <message>
        <source>The participant&apos;s window did not appear within {seconds} s. Check that the screen is on and not locked, then try again.</source>
        <translation>参与者窗口在 {seconds} 秒内没有出现。请确认屏幕已打开且未锁定，然后重试。</translation>
    </message>
    <message>
        <source>The files that say {words} in the language {language} have different sampling rates: {rates} Hz. Make them anew with packaging/make_sounds.py.</source>
        <translation>语言 {language} 中读出 {words} 的声音文件采样率不一致：{rates} Hz。请用 packaging/make_sounds.py 重新制作。</translation>
    </message>
    <message>
        <source>There is no recording of “{word}”: sounds/{language}/{kind}/{word}.wav is missing. Reinstall the program, or make it with packaging/make_sounds.py.</source>
        <translation>没有“{word}”的录音：缺少 sounds/{language}/{kind}/{word}.wav。请重新安装本程序，或用 packaging/make_sounds.py 制作。</translation>
    </message>
    <message>
        <source>The recording sounds/{language}/{kind}/{word}.wav cannot be read. Replace it by a WAV file of 16 bits a sample.</source>
        <translation>录音 sounds/{language}/{kind}/{word}.wav 无法读取。请换成每个样本 16 位的 WAV 文件。</translation>
    </message>
    <message>
        <source>Components are labelled by mne-icalabel, which is not installed. Type: pip install &apos;attention-camp[study]&apos;</source>
        <translation>成分由 mne-icalabel 标注，但它尚未安装。请输入：pip install &apos;attention-camp[study]&apos;</translation>
    </message>
    <message>
        <source>{file} cannot be written: {reason} Choose another folder.</source>
        <translation>{file} 无法写入：{reason} 请选择其他文件夹。</translation>
    </message>
    <message>
        <source>{file} ends in none of {endings}. Choose one of these.</source>
        <translation>{file} 的扩展名不在 {endings} 之中。请选择其中之一。</translation>
    </message>
    <message>
        <source>{file} is written by {package}, which is not installed. Type: pip install {package}</source>
        <translation>{file} 由 {package} 写入，但它尚未安装。请输入：pip install {package}</translation>
    </message>
    <message>
        <source>--scheduler needs Dask, which one computer does without. Install it: {line}</source>
        <translation>--scheduler 需要 Dask，仅用一台电脑时不需要它。安装方法：{line}</translation>
    </message>
    <message>
        <source>No Dask scheduler answers at {address}. Start one with “dask scheduler”, and give the address that it prints.</source>
        <translation>{address} 上没有 Dask 调度器响应。请用“dask scheduler”启动调度器，并填写它显示的地址。</translation>
    </message>
    <message>
        <source>The worker on {host} has version {theirs} of this program, and this computer {ours}: results might differ. Install the same version.</source>
        <translation>{host} 上的工作进程使用的程序版本是 {theirs}，本机是 {ours}：结果可能不同。请安装相同的版本。</translation>
    </message>
    <message>
        <source>The worker on {host} does not see {folder}. All workers need the same folder under the same name, as on a shared disk.</source>
        <translation>{host} 上的工作进程看不到 {folder}。所有工作进程都需要以相同名称访问同一文件夹，例如位于共享磁盘上。</translation>
    </message>
    <message>
        <source>The workers died {n} times in a row without finishing a job. There may be too little memory: try fewer workers.</source>
        <translation>工作进程连续 {n} 次在未完成任何作业的情况下终止。内存可能不足：请减少工作进程的数量。</translation>
    </message>
    <message>
        <source>The connection to the workers was lost. What they finished is kept; the same command goes on from there.</source>
        <translation>与工作进程的连接已断开。已完成的部分会保留；再次运行同一命令即可继续。</translation>
    </message>
    <message>
        <source>Task {name!r} must be a frozen dataclass; got {got}.</source>
        <translation>任务“{name}”必须是 frozen dataclass；实际为 {got}。</translation>
    </message>
    <message>
        <source>Task {name!r} lacks {parts}.</source>
        <translation>任务“{name}”缺少 {parts}。</translation>
    </message>
    <message>
        <source>Task {name!r} calls itself {other!r}: use one name.</source>
        <translation>任务“{name}”自称“{other}”：请使用同一个名称。</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>任务</translation>
    </message>
    <message>
        <source>{label} cannot be merged with itself. Name two labels.</source>
        <translation>{label} 不能与自身合并。请给出两个编号。</translation>
    </message>
    <message>
        <source>{old} and {into} each have a place in the study, and with it an arm, so they cannot become one. If {old} has no session, withdraw it instead: attention-camp withdraw {dataset} --participant {old}</source>
        <translation>{old} 和 {into} 在研究中各有一个名额，也各有一个组别，因此不能合并。如果 {old} 没有会话，请改为撤回该编号：attention-camp withdraw {dataset} --participant {old}</translation>
    </message>
    <message>
        <source>Participant {participant} is enrolled, but name and contact are not kept yet. {problem} Or keep them later: attention-camp people who {dataset} {participant} --name NAME --contact CONTACT</source>
        <translation>参与者 {participant} 已登记，但姓名和联系方式尚未保存。{problem} 也可以稍后保存：attention-camp people who {dataset} {participant} --name NAME --contact CONTACT</translation>
    </message>
    <message>
        <source>{path}, line {number}: it was changed or damaged, and cannot be read. Restore the file from a backup.</source>
        <translation>{path} 第 {number} 行：该行被更改或已损坏，无法读取。请从备份中恢复该文件。</translation>
    </message>
    <message>
        <source>These sessions are not open yet: {runs}. {problem} Then unblind again. All others are open; the arms are in {arms}.</source>
        <translation>以下会话尚未打开：{runs}。{problem} 然后请再次揭盲。其他会话均已打开；各组别见 {arms}。</translation>
    </message>
    <message>
        <source>{file} is empty or has no column trial_type. Restore it from a backup.</source>
        <translation>{file} 为空或没有 trial_type 列。请从备份中恢复该文件。</translation>
    </message>
    <message>
        <source>Your answers today: {answers}</source>
        <translation>您今天作答 {answers} 次</translation>
    </message>
    <message>
        <source>{n:person has|people have} it; at least {least} are needed</source>
        <translation>{n} 人有该数据；至少需要 {least} 人</translation>
    </message>
    <message>
        <source>{n:person|people} with both values that vary</source>
        <translation>{n} 人同时有两项且数值有差异</translation>
    </message>
    <message>
        <source>{n:cluster|clusters}; the strongest over {low} to {high} {unit}, {chans:channel|channels}, sum {sum}</source>
        <translation>{n} 个聚类；最强者位于 {low} 至 {high} {unit}，{chans} 个通道，总和 {sum}</translation>
    </message>
    <message>
        <source>{n:person has|people have} it before and after; at least {least} are needed</source>
        <translation>{n} 人前后都有该数据；至少需要 {least} 人</translation>
    </message>
    <message>
        <source>{n:person has|people have} it before and after with the same channels and sampling rate; at least {least} are needed ({left})</source>
        <translation>{n} 人前后都有该数据且通道和采样率相同；至少需要 {least} 人（{left}）</translation>
    </message>
    <message>
        <source>{one} and {other:person|people} with both times; at least {least} are needed in each arm</source>
        <translation>前后都有数据的为 {one} 人和 {other} 人；每组至少需要 {least} 人</translation>
    </message>
    <message>
        <source>{n:person has|people have} it both {earlier} and {later}; at least {least} are needed</source>
        <translation>{n} 人在 {earlier} 和 {later} 都有数据；至少需要 {least} 人</translation>
    </message>
    <message>
        <source>report/{file}: {n:more line|more lines}.</source>
        <translation>report/{file}：另有 {n} 行。</translation>
    </message>
    <message>
        <source>Trained in at least {share} % of {n:session|sessions}</source>
        <translation>完成 {n} 次会话中至少 {share}% 的训练</translation>
    </message>
    <message>
        <source>Chosen for this analysis: only {n} of {all:session|sessions}. A choice made after looking at data makes every test exploratory.</source>
        <translation>本次分析仅选择了 {all} 个会话中的 {n} 个：看过数据之后所作的选择使每项检验都成为探索性的。</translation>
    </message>
    <message>
        <source>{n:session|sessions} from {first} to {last}; later ones are not in it.</source>
        <translation>{first} 至 {last} 共 {n} 次会话；之后的会话不包括在内。</translation>
    </message>
    <message>
        <source>{people:person|people}, {runs:run|runs}, recorded {first} to {last}. Attention Camp {version}.</source>
        <translation>{people} 人，{runs} 轮，记录于 {first} 至 {last}。Attention Camp {version}。</translation>
    </message>
    <message>
        <source>Simulated people answered in {n} of {all:run|runs}: nothing here is about persons.</source>
        <translation>{all} 轮中有 {n} 轮由模拟参与者作答：此处内容与真人无关。</translation>
    </message>
    <message>
        <source>the task was given in different forms or levels, or with different options or rules, which do not compare ({forms})</source>
        <translation>任务采用了不同的形式、等级、选项或规则，不可比较（{forms}）</translation>
    </message>
    <message>
        <source>median share correct {share}</source>
        <translation>正确率中位数 {share}</translation>
    </message>
    <message>
        <source>median share correct {share}, chance {chance}</source>
        <translation>正确率中位数 {share}，随机水平 {chance}</translation>
    </message>
    <message>
        <source>Participants and operators: arms were drawn by a sealed list and given by code ({n:person|people}); arm, delivered scores and decisions were sealed until unblinding.</source>
        <translation>参与者和主持者：分组由密封的分配表抽取、以代码给出（{n} 人）；分组、给出的得分和决定在揭盲前一直密封。</translation>
    </message>
    <message>
        <source>In this interim analysis the arms are open to whoever makes it; the dataset stays sealed.</source>
        <translation>本次期中分析中，组别对执行分析者可见；数据集保持密封。</translation>
    </message>
    <message>
        <source>Except for interim analysis {number}, declared before the lock: {who} saw {people:person|people} by arm on {date}.</source>
        <translation>例外：锁定前声明的第{number}次期中分析，{who}于{date}按组别查看了{people}人。</translation>
    </message>
    <message>
        <source>Opened before, as in an emergency: the arms of {n:person|people}, by {who} on {date} (reason: {why}).</source>
        <translation>提前揭盲（例如在紧急情况下）：{who} 于 {date} 揭开了 {n} 人的分组（原因：{why}）。</translation>
    </message>
    <message>
        <source>Estimator {estimator} (SHA-256 {hash}) on {n:channel|channels} ({names}) at {sfreq} Hz, over the trial&apos;s window from {before} s before its onset; a person&apos;s calibration decides whether it may steer.</source>
        <translation>估计器 {estimator}（SHA-256 {hash}），{n} 个通道（{names}），采样率 {sfreq} Hz，时间窗从呈现前 {before} s 开始覆盖试次；由个人校准决定得分可否参与调节。</translation>
    </message>
    <message>
        <source>For {outcome}, {earlier} and {later} were compared.</source>
        <translation>{outcome} 比较的是 {earlier} 与 {later}。</translation>
    </message>
    <message>
        <source>{n:person has|people have} scores in {sessions} training sessions or more; at least {least} are needed</source>
        <translation>{n} 人在 {sessions} 次或更多训练会话中有得分；至少需要 {least} 人</translation>
    </message>
    <message>
        <source>{script} printed {got:test|tests}; the report has {n}.</source>
        <translation>{script} 输出了 {got} 项检验；报告中有 {n} 项。</translation>
    </message>
    <message>
        <source>z = {z}, {n:trial|trials}</source>
        <translation>z = {z}，{n} 个试次</translation>
    </message>
    <message>
        <source>Did the odds of a correct answer in {outcome} change from {earlier} to {later}?</source>
        <translation>{outcome} 中回答正确的优势从 {earlier} 到 {later} 是否变化？</translation>
    </message>
    <message>
        <source>{n:person has|people have} trials at both times; at least {least} are needed</source>
        <translation>{n} 人在两个时间点都有试次；至少需要 {least} 人</translation>
    </message>
    <message>
        <source>{n:time|times}; a paired t-test compares two</source>
        <translation>{n} 个时间点；两个时间点用配对 t 检验比较</translation>
    </message>
    <message>
        <source>{n:person has|people have} all {times} times; at least {least} are needed</source>
        <translation>{n} 人有全部 {times} 个时间点；至少需要 {least} 人</translation>
    </message>
    <message>
        <source>Task {name!r} from {origin} does not load: {error}. Update or remove its package.</source>
        <translation>无法加载来自 {origin} 的任务“{name}”：{error}。请更新或卸载其软件包。</translation>
    </message>
    <message>
        <source>Option of task {name!r}</source>
        <translation>任务“{name}”的选项</translation>
    </message>
    <message>
        <source>Task {name!r}: {error}</source>
        <translation>任务“{name}”：{error}</translation>
    </message>
    <message>
        <source>letters</source>
        <translation>字母</translation>
    </message>
    <message>
        <source>positions</source>
        <translation>位置</translation>
    </message>
    <message>
        <source>spoken letters</source>
        <translation>语音字母</translation>
    </message>
    <message>
        <source>{what} ({stream})</source>
        <translation>{what}（{stream}）</translation>
    </message>
    <message>
        <source>Difficulty rule</source>
        <translation>难度规则</translation>
    </message>
    <message>
        <source>reversed needs a rule with a direction ({allowed}), got {got}</source>
        <translation>reversed 需要有方向的规则（{allowed}），实际为 {got}</translation>
    </message>
    <message>
        <source>Option of rule {name!r}</source>
        <translation>规则“{name}”的选项</translation>
    </message>
    <message>
        <source>network must be shipped or {known}, the network of this version, got {got}</source>
        <translation>network 必须是 shipped 或本版本的网络 {known}，得到 {got}</translation>
    </message>
    <message>
        <source>Observer</source>
        <translation>模拟参与者</translation>
    </message>
    <message>
        <source>A guessing observer has no abilities; got {got!r}.</source>
        <translation>猜测型模拟参与者没有能力参数；实际为“{got}”。</translation>
    </message>
    <message>
        <source>Ability of an observer</source>
        <translation>模拟参与者的能力参数</translation>
    </message>
    <message>
        <source>Ability {name!r} of an observer must be a number, as in {name}=1.5; got {got!r}.</source>
        <translation>模拟参与者的能力参数“{name}”必须是数字，例如 {name}=1.5；实际为“{got}”。</translation>
    </message>
    <message>
        <source>Population</source>
        <translation>人群</translation>
    </message>
    <message>
        <source>Psychometric function</source>
        <translation>心理测量函数</translation>
    </message>
    <message>
        <source>Trait {name} of a person must lie in 0 to 1, got {got:g}.</source>
        <translation>人物特征 {name} 必须在 0 到 1 之间，这里是 {got:g}。</translation>
    </message>
    <message>
        <source>Trait {name} of a person must be above 0, got {got:g}.</source>
        <translation>人物特征 {name} 必须大于 0，这里是 {got:g}。</translation>
    </message>
    <message>
        <source>{what} must be one of {allowed}; got {got}.{hint}</source>
        <translation>{what}必须是以下之一：{allowed}；实际为 {got}。{hint}</translation>
    </message>
    <message>
        <source>{what} must be from {low:g} to {high:g}; got {got}.</source>
        <translation>{what} 必须在 {low:g} 到 {high:g} 之间；实际为 {got}。</translation>
    </message>
    <message>
        <source>{what} must be a text; got {got}.</source>
        <translation>{what} 必须是文本；而得到 {got}。</translation>
    </message>
    <message>
        <source>{what} must be a number from {low:g} to {high:g}; got {got}.</source>
        <translation>{what} 必须是 {low:g} 到 {high:g} 之间的数字；实际为 {got}。</translation>
    </message>
    <message>
        <source>{what} must be a whole number from {low} to {high}; got {got}.</source>
        <translation>{what} 必须是 {low} 到 {high} 之间的整数；实际为 {got}。</translation>
    </message>
    <message>
        <source>{what} must be different whole numbers from {low} to {high}, such as “{low} {high}”; got {got}.</source>
        <translation>{what} 必须是 {low} 到 {high} 之间互不相同的整数，例如“{low} {high}”；这里是 {got}。</translation>
    </message>
    <message>
        <source>items, line {number}: write “name: question = answer; answer”, “name: question = 0..10: left end; right end” or “name: question”, got {line}</source>
        <translation>items 第 {number} 行：请写成“name: question = answer; answer”、“name: question = 0..10: left end; right end”或“name: question”，而得到 {line}</translation>
    </message>
    <message>
        <source>items must be 1 to {most} lines, got {n}</source>
        <translation>items 必须是 1 至 {most} 行，而得到 {n}</translation>
    </message>
    <message>
        <source>items, line {number}: at most {most} characters, got {n}</source>
        <translation>items 第 {number} 行：最多 {most} 个字符，而得到 {n}</translation>
    </message>
    <message>
        <source>items, line {number}: 2 to {most} answers with “;” between, got {line}</source>
        <translation>items 第 {number} 行：需要 2 至 {most} 个答案，以“;”分隔，而得到 {line}</translation>
    </message>
    <message>
        <source>items, line {number}: a scale has 2 to {most} steps, got {n}</source>
        <translation>items 第 {number} 行：量表有 2 至 {most} 级，而得到 {n}</translation>
    </message>
    <message>
        <source>items: two items are called {name}; rename one</source>
        <translation>items：有两个题目都叫 {name}；请改名</translation>
    </message>
    <message>
        <source>items: every table has a column {name} of its own; rename the item</source>
        <translation>items：每个表都有自己的 {name} 列；请给该题目改名</translation>
    </message>
    <message>
        <source>table must be a name of letters, digits and underscores, got {got}</source>
        <translation>table 必须是由字母、数字和下划线组成的名称，而得到 {got}</translation>
    </message>
    <message>
        <source>table {got} is that of a questionnaire of the program; choose another name</source>
        <translation>table {got} 是程序自带问卷的表；请另选名称</translation>
    </message>
    <message>
        <source>arms must be 2 to 8 different names with spaces between, got {got}</source>
        <translation>arms 必须是 2 至 8 个不同的名称，以空格分隔，而得到 {got}</translation>
    </message>
    <message>
        <source>Task {task!r} at level {level} changes {area:.0f} square degrees {n_times} times within {seconds:.2f} s, from display {phase} ({name}) on; more than {most} flashes a second over {large:g} square degrees are not shown (WCAG 2.3.1). Slow the task down or make its displays smaller.</source>
        <translation>任务“{task}”在难度 {level} 时，从画面 {phase}（{name}）起，{seconds:.2f} 秒内有 {area:.0f} 平方度的区域变化 {n_times} 次；超过 {large:g} 平方度的区域每秒闪烁不得多于 {most} 次，因此不予呈现（WCAG 2.3.1）。请放慢任务或缩小画面。</translation>
    </message>
    <message>
        <source>tracking</source>
        <translation>追踪</translation>
    </message>
    <message>
        <source>gauges</source>
        <translation>仪表</translation>
    </message>
    <message>
        <source>calls</source>
        <translation>呼叫</translation>
    </message>
    <message>
        <source>resources</source>
        <translation>资源</translation>
    </message>
    <message>
        <source>Time for a circle, letters in turn</source>
        <translation>每个圆圈用时（数字与字母交替）</translation>
    </message>
    <message>
        <source>Time for a circle with letters in turn less that with numbers alone</source>
        <translation>每个圆圈用时：交替连接减去仅连数字</translation>
    </message>
    <message>
        <source>Mean time from a call of one&apos;s own to its key</source>
        <translation>从自己的呼叫到按键的平均时间</translation>
    </message>
    <message>
        <source>How well the parts of the console were kept, 0 to 1</source>
        <translation>控制台各部分的完成程度（0 到 1）</translation>
    </message>
    <message>
        <source>Reaction time with a distraction less that without</source>
        <translation>反应时：有干扰减去无干扰</translation>
    </message>
    <message>
        <source>Share of X missed with a distraction less that without</source>
        <translation>漏按 X 的比例：有干扰减去无干扰</translation>
    </message>
    <message>
        <source>Wrong circles on a sheet</source>
        <translation>每页按错的圆圈数</translation>
    </message>
    <message>
        <source>Mean time from a gauge&apos;s fault to its key</source>
        <translation>从仪表偏离到按键的平均时间</translation>
    </message>
    <message>
        <source>Different ideas for a thing</source>
        <translation>每件物品的不同想法数</translation>
    </message>
    <message>
        <source>Different ideas a minute</source>
        <translation>每分钟的不同想法数</translation>
    </message>
    <message>
        <source>Time for a circle, numbers alone</source>
        <translation>每个圆圈用时（仅数字）</translation>
    </message>
    <message>
        <source>Moving objects held, corrected for guessing</source>
        <translation>能追踪的运动物体数（已校正猜测）</translation>
    </message>
    <message>
        <source>Time to the words that were found</source>
        <translation>找到词所用的时间</translation>
    </message>
    <message>
        <source>Share of words that were found</source>
        <translation>找到的词所占比例</translation>
    </message>
    <message>
        <source>Share of targets that were marked</source>
        <translation>标出的目标所占比例</translation>
    </message>
    <message>
        <source>Root mean square distance of the marker from the middle</source>
        <translation>标记偏离中心的均方根距离</translation>
    </message>
    <message>
        <source>Share of trials with a key within 0.1 s of the onset</source>
        <translation>呈现后 0.1 s 内按键的试次比例</translation>
    </message>
    <message>
        <source>Share of items that were answered</source>
        <translation>已作答项目的比例</translation>
    </message>
    <message>
        <source>Reaction time without a cue less that with two</source>
        <translation>反应时：无线索减去双线索</translation>
    </message>
    <message>
        <source>Share of items pressed for that asked for no key</source>
        <translation>不应按键却按键的项目比例</translation>
    </message>
    <message>
        <source>Share of second digits reported at a lag of 8 less that at 2 and 3</source>
        <translation>第二个数字的报告率：间隔 8 减去间隔 2 和 3</translation>
    </message>
    <message>
        <source>Sensitivity d′ to the letter before an X</source>
        <translation>对 X 前一字母的辨别力 d′</translation>
    </message>
    <message>
        <source>Reaction time with incongruent less that with congruent flankers</source>
        <translation>反应时：侧翼干扰（Flanker）不一致减去一致</translation>
    </message>
    <message>
        <source>Objects held in visual working memory (Cowan&apos;s K)</source>
        <translation>视觉工作记忆容量（Cowan&apos;s K）</translation>
    </message>
    <message>
        <source>Sensitivity d′, log-linear correction</source>
        <translation>辨别力 d′（对数线性校正）</translation>
    </message>
    <message>
        <source>Share of digits understood</source>
        <translation>听懂的数字比例</translation>
    </message>
    <message>
        <source>Share of wrong items while times were steady</source>
        <translation>反应时平稳期间的错误项目比例</translation>
    </message>
    <message>
        <source>Share of wrong items while times were erratic</source>
        <translation>反应时波动期间的错误项目比例</translation>
    </message>
    <message>
        <source>Share of errors where both messages agree</source>
        <translation>两种信息一致时的错误率</translation>
    </message>
    <message>
        <source>Share of errors where the messages disagree</source>
        <translation>两种信息不一致时的错误率</translation>
    </message>
    <message>
        <source>Share of errors where the rule repeats</source>
        <translation>规则重复时的错误率</translation>
    </message>
    <message>
        <source>Share of errors where the rule switches</source>
        <translation>规则切换时的错误率</translation>
    </message>
    <message>
        <source>Share of errors on trials without a target</source>
        <translation>无目标试次的错误率</translation>
    </message>
    <message>
        <source>Share of errors on trials with a target</source>
        <translation>有目标试次的错误率</translation>
    </message>
    <message>
        <source>Share of items wrongly called a match, change or rare</source>
        <translation>误判为匹配、变化或稀有的项目比例</translation>
    </message>
    <message>
        <source>Number of false starts</source>
        <translation>抢先按键次数</translation>
    </message>
    <message>
        <source>Share of first digits reported</source>
        <translation>第一个数字的报告率</translation>
    </message>
    <message>
        <source>Share of arrows without the signal answered wrongly</source>
        <translation>无停止信号的箭头答错的比例</translation>
    </message>
    <message>
        <source>Share of arrows without the signal not answered</source>
        <translation>无停止信号的箭头未作答的比例</translation>
    </message>
    <message>
        <source>Reaction time to arrows without the signal</source>
        <translation>对无停止信号箭头的反应时</translation>
    </message>
    <message>
        <source>Share of matches, changes or rare tones found</source>
        <translation>找到的匹配、变化或稀有音的比例</translation>
    </message>
    <message>
        <source>Reaction time where messages disagree less that where they agree</source>
        <translation>反应时：信息不一致减去一致</translation>
    </message>
    <message>
        <source>Reaction time at no items on trials without a target</source>
        <translation>无目标试次中项目数为 0 时的反应时</translation>
    </message>
    <message>
        <source>Reaction time at no items in memory</source>
        <translation>记忆项目数为 0 时的反应时</translation>
    </message>
    <message>
        <source>Reaction time at no items on trials with a target</source>
        <translation>有目标试次中项目数为 0 时的反应时</translation>
    </message>
    <message>
        <source>Share of trials with a lapse</source>
        <translation>反应失误的试次比例</translation>
    </message>
    <message>
        <source>Number of lapses</source>
        <translation>反应失误次数</translation>
    </message>
    <message>
        <source>Longest list recalled</source>
        <translation>回忆出的最长序列</translation>
    </message>
    <message>
        <source>Share of lures called a match</source>
        <translation>诱饵被判为匹配的比例</translation>
    </message>
    <message>
        <source>Median reaction time</source>
        <translation>反应时中位数</translation>
    </message>
    <message>
        <source>Mean steps back</source>
        <translation>平均 n 值（与前面第几个比较）</translation>
    </message>
    <message>
        <source>Share of items not pressed for that asked for a key</source>
        <translation>应按键却未按的项目比例</translation>
    </message>
    <message>
        <source>Reaction time with a cue in the middle less that with one at the place</source>
        <translation>反应时：中央线索减去位置线索</translation>
    </message>
    <message>
        <source>Mean share of items recalled at their place</source>
        <translation>在正确位置回忆出的项目的平均比例</translation>
    </message>
    <message>
        <source>Mean of the six scales of the NASA-TLX, 0 to 100</source>
        <translation>NASA-TLX 六个量表的均值（0 到 100）</translation>
    </message>
    <message>
        <source>Mean reaction time on trials without a target</source>
        <translation>无目标试次的平均反应时</translation>
    </message>
    <message>
        <source>Reaction time where messages agree</source>
        <translation>信息一致时的反应时</translation>
    </message>
    <message>
        <source>Reaction time where they disagree</source>
        <translation>信息不一致时的反应时</translation>
    </message>
    <message>
        <source>Reaction time after an invalid cue</source>
        <translation>无效线索后的反应时</translation>
    </message>
    <message>
        <source>Reaction time where the rule repeats</source>
        <translation>规则重复时的反应时</translation>
    </message>
    <message>
        <source>Reaction time where the rule switches</source>
        <translation>规则切换时的反应时</translation>
    </message>
    <message>
        <source>Reaction time after a valid cue</source>
        <translation>有效线索后的反应时</translation>
    </message>
    <message>
        <source>Spread of reaction times, of their mean</source>
        <translation>反应时的变异（占均值的比例）</translation>
    </message>
    <message>
        <source>Mean reaction time on trials with a target</source>
        <translation>有目标试次的平均反应时</translation>
    </message>
    <message>
        <source>Mean of 1 / reaction time</source>
        <translation>反应时倒数的均值</translation>
    </message>
    <message>
        <source>Time rested</source>
        <translation>休息时间</translation>
    </message>
    <message>
        <source>Search slope on trials without a target</source>
        <translation>无目标试次的搜索斜率</translation>
    </message>
    <message>
        <source>Slope of memory scanning</source>
        <translation>记忆扫描斜率</translation>
    </message>
    <message>
        <source>Search slope on trials with a target</source>
        <translation>有目标试次的搜索斜率</translation>
    </message>
    <message>
        <source>Length of which half of the lists are recalled</source>
        <translation>能回忆出一半序列的长度</translation>
    </message>
    <message>
        <source>Speech over noise at half understood</source>
        <translation>听懂一半时的语音信噪比</translation>
    </message>
    <message>
        <source>Share of second digits reported at a lag of 8</source>
        <translation>间隔 8 时第二个数字的报告率</translation>
    </message>
    <message>
        <source>Share of second digits reported at lags of 2 and 3</source>
        <translation>间隔 2 和 3 时第二个数字的报告率</translation>
    </message>
    <message>
        <source>Time at which half of the displays are seen</source>
        <translation>能看见一半画面的呈现时间</translation>
    </message>
    <message>
        <source>Stop-signal reaction time, integration method</source>
        <translation>停止信号反应时（积分法）</translation>
    </message>
    <message>
        <source>Mean time from arrow to signal</source>
        <translation>从箭头到停止信号的平均时间</translation>
    </message>
    <message>
        <source>Reaction time to arrows with the signal</source>
        <translation>对有停止信号箭头的反应时</translation>
    </message>
    <message>
        <source>Share of signals that were answered all the same</source>
        <translation>有停止信号仍作答的比例</translation>
    </message>
    <message>
        <source>Reaction time where the rule switches less that where it repeats</source>
        <translation>反应时：规则切换减去重复</translation>
    </message>
    <message>
        <source>Reaction time after an invalid less that after a valid cue</source>
        <translation>反应时：无效线索减去有效线索</translation>
    </message>
    <message>
        <source>Share of triplets understood</source>
        <translation>听懂的三元组比例</translation>
    </message>
    <message>
        <source>How well {part} was kept, 0 to 1</source>
        <translation>{part}的完成程度（0 到 1）</translation>
    </message>
    <message>
        <source>Share of all keys that {part} got</source>
        <translation>{part}占全部按键的比例</translation>
    </message>
    <message>
        <source>Share of errors in {pair} pairs</source>
        <translation>{pair} 对的错误率</translation>
    </message>
    <message>
        <source>Reaction time in {pair} pairs</source>
        <translation>{pair} 对的反应时</translation>
    </message>
    <message>
        <source>The LSL stream {name!r} has no channels of gaze or pupil that are known{eye}: {labels}. Choose another stream.</source>
        <translation>LSL 数据流 {name!r} 没有可识别的注视或瞳孔通道{eye}：{labels}。请选择其他数据流。</translation>
    </message>
    <message>
        <source> of the {eye} eye</source>
        <translation>（{eye} 眼）</translation>
    </message>
    <message>
        <source>The LSL stream {name!r} of the eye tracker is not there. Start the program that sends it; it is looked for all the time.</source>
        <translation>找不到眼动仪的 LSL 数据流 {name!r}。请启动发送它的程序；本程序会一直寻找。</translation>
    </message>
    <message>
        <source>The LSL stream {name!r} sends text, so it is no eye tracker. Choose another stream.</source>
        <translation>LSL 数据流 {name!r} 发送的是文本，不是眼动仪。请选择其他数据流。</translation>
    </message>
    <message>
        <source>There are {n} LSL streams of eye trackers: {names}. Give one name: --eyes lsl:NAME.</source>
        <translation>有 {n} 个眼动仪的 LSL 数据流：{names}。请指定一个名称：--eyes lsl:NAME。</translation>
    </message>
    <message>
        <source>There is no eye tracker {spec!r}. Give lsl:NAME or simulated.</source>
        <translation>没有眼动仪 {spec!r}。请给出 lsl:NAME 或 simulated。</translation>
    </message>
    <message>
        <source>What is said of the eye tracker, {text!r}, is not known. It may be eye=left|right, units=normalised|pixel|degree, origin=top-left|bottom-left|centre or resolution=1920x1080.</source>
        <translation>无法识别对眼动仪的说明 {text!r}。可用：eye=left|right、units=normalised|pixel|degree、origin=top-left|bottom-left|centre 或 resolution=1920x1080。</translation>
    </message>
    <message>
        <source>The simulated eye tracker&apos;s sfreq must be 10 to 2000 Hz, got {got:g}.</source>
        <translation>模拟眼动仪的 sfreq 必须在 10 到 2000 Hz 之间，实际为 {got:g}。</translation>
    </message>
    <message>
        <source>The simulated eye tracker has no option {part!r}. Options are {allowed}, each a number of at least 0.</source>
        <translation>模拟眼动仪没有选项 {part!r}。可用选项：{allowed}，均为不小于 0 的数。</translation>
    </message>
    <message>
        <source>The eye tracker {name!r} came back with other channels or another rate. Nothing more of it is recorded in this session.</source>
        <translation>眼动仪 {name!r} 恢复后的通道或采样率不同。本次会话不再记录它。</translation>
    </message>
    <message>
        <source>The eye tracker is looked for. The session does not wait for it.</source>
        <translation>正在寻找眼动仪。会话不会等待它。</translation>
    </message>
    <message>
        <source>Nothing arrived from the eye tracker {name!r} for {patience:g} s. Look at its program; the connection is tried again.</source>
        <translation>{patience:g} s 内没有收到眼动仪 {name!r} 的数据。请检查其程序；正在重新连接。</translation>
    </message>
    <message>
        <source>The eye tracker cannot be connected: {error}. The connection is tried again.</source>
        <translation>无法连接眼动仪：{error}。正在重新连接。</translation>
    </message>
    <message>
        <source>{source} has {n} auxiliary channels, so it must be said which one the photodiode is connected to. Its channels are {names}.</source>
        <translation>{source} 有 {n} 个辅助通道，因此必须指定光电二极管接到哪一个。其通道为 {names}。</translation>
    </message>
    <message>
        <source>{source} has no channel {channel!r}. Its channels are {names}: give the one that the photodiode is connected to.</source>
        <translation>{source} 没有通道 {channel!r}。其通道为 {names}：请指定光电二极管所接的通道。</translation>
    </message>
    <message>
        <source>The simulated diode has no option {part!r}. Options are {allowed}.</source>
        <translation>模拟光电二极管没有选项 {part!r}。可用选项：{allowed}。</translation>
    </message>
    <message>
        <source>The simulated diode {text!r} is not right: {error}.</source>
        <translation>模拟光电二极管 {text!r} 不正确：{error}。</translation>
    </message>
    <message>
        <source>The simulated diode needs a number, got {part!r}.</source>
        <translation>模拟光电二极管需要数字，得到 {part!r}。</translation>
    </message>
    <message>
        <source>There is no sound input for a photodiode here ({reason}). Connect the photodiode to a microphone or line input, or lead it into an auxiliary channel of the amplifier and give that one.</source>
        <translation>此处没有可接光电二极管的声音输入（{reason}）。请将其接到麦克风或线路输入，或接入放大器的辅助通道并指定该通道。</translation>
    </message>
    <message>
        <source>The signal moves by {amplitude} µV, and EEG by {least} to {most} µV: the numbers are most likely {unit}. Correct the unit in the program that sends them or in the file; for a recording, name it with “--board-field units=”.</source>
        <translation>信号幅度为 {amplitude} µV，而脑电为 {least} 到 {most} µV：这些数很可能是{unit}。请在发送它们的程序或文件中改正单位；对于记录，可用“--board-field units=”写明。</translation>
    </message>
    <message>
        <source>Electrode offset of up to {most} mV at {names}: ordinary where an amplifier passes direct current (10 to 100 mV); it is filtered out.</source>
        <translation>{names} 的电极偏置电位达 {most} mV：直流耦合的放大器常有此现象（10 到 100 mV），会被滤除。</translation>
    </message>
    <message>
        <source>There is no room for {size:.1f} MB of shared memory ({error}). Close other programs; a container is started with more room by an option such as --shm-size=256m.</source>
        <translation>没有 {size:.1f} MB 共享内存的空间（{error}）。请关闭其他程序；在容器中可用 --shm-size=256m 之类的选项启动以获得更多空间。</translation>
    </message>
    <message>
        <source>reference must be one of {allowed}, got {got!r}</source>
        <translation>reference 必须是 {allowed} 之一，这里是“{got}”</translation>
    </message>
    <message>
        <source>kind must be one of {allowed}, got {got!r}</source>
        <translation>kind 必须是 {allowed} 之一，这里是“{got}”</translation>
    </message>
    <message>
        <source>age must be one of {allowed}, got {got!r}</source>
        <translation>age 必须是 {allowed} 之一，这里是“{got}”</translation>
    </message>
    <message>
        <source>the process that read it ended with {name}</source>
        <translation>读取它的进程因 {name} 而终止</translation>
    </message>
    <message>
        <source>it took more than {seconds:.0f} s, far more than a file of its size does</source>
        <translation>读取超过 {seconds:.0f} 秒，远多于这种大小的文件所需</translation>
    </message>
    <message>
        <source>it asks for more than {memory} MB of memory, far more than a file of its size needs</source>
        <translation>它要求超过 {memory} MB 的内存，远多于这种大小的文件所需</translation>
    </message>
    <message>
        <source>exit status {code}</source>
        <translation>退出状态 {code}</translation>
    </message>
    <message>
        <source>its reader says: {error}</source>
        <translation>读取程序报告：{error}</translation>
    </message>
    <message>
        <source>The recording {file} cannot be read: {reason}. It is damaged, or of a kind that its reader does not know. Open it in the program that wrote it and save it anew, or take another copy.</source>
        <translation>无法读取记录 {file}：{reason}。它已损坏，或属于读取程序不认识的类型。请在写出它的程序中打开并重新保存，或换用另一份副本。</translation>
    </message>
    <message>
        <source>This worker may start no process of its own, and recordings are read in one. Start workers of Dask with {setting}.</source>
        <translation>此工作进程不能启动自己的进程，而读取记录需要单独的进程。请用 {setting} 启动 Dask 的工作进程。</translation>
    </message>
    <message>
        <source>{file} was not read: the process that reads it could not be started ({error}). Close other programs, then try again.</source>
        <translation>未能读取 {file}：无法启动读取它的进程（{error}）。请关闭其他程序，然后重试。</translation>
    </message>
    <message>
        <source>{where} does not say in which unit its EEG is ({channels}). Give it: --board-field units=µV (or V, mV, nV).</source>
        <translation>{where} 没有写明脑电的单位（{channels}）。请给出：--board-field units=µV（或 V、mV、nV）。</translation>
    </message>
    <message>
        <source>{where} has channels with the same label: {twice}. Give each a name of its own, in order: --board-field ch_names=Fz,Cz,…</source>
        <translation>{where} 有同名的通道：{twice}。请按顺序给每个通道各自的名称：--board-field ch_names=Fz,Cz,…</translation>
    </message>
    <message>
        <source>The unit of the EEG in {where} is not known: {channels} are in {units}. If they are voltages, give their unit: --board-field units=µV (or V, mV, nV).</source>
        <translation>不知道 {where} 中脑电的单位：{channels} 的单位写作 {units}。如果它们是电压，请给出单位：--board-field units=µV（或 V、mV、nV）。</translation>
    </message>
    <message>
        <source>units must be V, mV, µV or nV, got {text!r}.</source>
        <translation>units 必须是 V、mV、µV 或 nV，这里是“{text}”。</translation>
    </message>
    <message>
        <source>The board {board!r} has no connection field {unknown}. Fields are: {allowed}.</source>
        <translation>脑电设备“{board}”没有连接字段 {unknown}。可用字段有：{allowed}。</translation>
    </message>
    <message>
        <source>The board {board!r} ({title}) needs {missing}, which is not given. Fill it in, for example {field}={example}.</source>
        <translation>脑电设备“{board}”（{title}）需要 {missing}，但没有填写。请填写，例如 {field}={example}。</translation>
    </message>
    <message>
        <source>{field} must be a whole number, got {value!r}.</source>
        <translation>{field} 必须是整数，实际为“{value}”。</translation>
    </message>
    <message>
        <source> Did you mean {near}?</source>
        <translation>您是不是想输入 {near}？</translation>
    </message>
    <message>
        <source>There is no board called {name!r}.{hint} The page “New session”, step 2, lists them all.</source>
        <translation>没有名为“{name}”的脑电设备。{hint}“新建会话”页面的第 2 步列出了全部脑电设备。</translation>
    </message>
    <message>
        <source>One count of {channels} is {step} µV, and {usual} µV for the other EEG channels. If they were recorded with one amplifier, a number in the header is wrong and these channels are too large or too small: compare them before you use them.</source>
        <translation>{channels} 的一个计数为 {step} µV，其他脑电通道为 {usual} µV。若由同一放大器记录，则文件头中有一个数有误，这些通道偏大或偏小：使用前请比较。</translation>
    </message>
    <message>
        <source>In {seconds} s of it most channels jump through the whole range of the format from one sample to the next: bytes are missing or too many there, or no electrode was connected. Do not use these stretches.</source>
        <translation>其中有 {seconds} 秒，多数通道在相邻样本间跳过格式的整个范围：该处缺少或多出字节，或没有连接电极。请勿使用这些片段。</translation>
    </message>
    <message>
        <source>From {begin} to {end} s the channels are as large as others are before or after, in the order of the file: bytes are missing or too many there, and each label may stand at another electrode.</source>
        <translation>第{begin}至{end}秒，各通道的幅度与其余时段中另一通道（按文件中的顺序）相当：该处字节缺失或多余，各标签可能对应其他电极。</translation>
    </message>
    <message>
        <source>One count is from {least} to {most} µV, as each EEG channel says for itself, so a damaged number in the header would not be noticed: compare the sizes of the channels before you use them.</source>
        <translation>一个计数为{least}至{most} µV，各脑电通道各不相同，因此文件头中若有损坏的数值将无法察觉：使用前请比较各通道的幅度。</translation>
    </message>
    <message>
        <source>{file}, line {line}: the onset {text!r} is no time, so this event is left out. Correct the line.</source>
        <translation>{file} 第 {line} 行：起始时间“{text}”不是时间，因此略去该事件。请改正这一行。</translation>
    </message>
    <message>
        <source>{file} has no header; by its columns and rate the board is {board}. If it is another, name it: --board-field board=NAME.</source>
        <translation>{file} 没有表头；从列数和采样率看，脑电设备是 {board}。若是其他脑电设备，请指明：--board-field board=NAME。</translation>
    </message>
    <message>
        <source>none that is known writes so many</source>
        <translation>没有已知的设备写出这么多列</translation>
    </message>
    <message>
        <source>The recording has gaps that are too long to be played: the longest has {n} samples. Cut it into its parts.</source>
        <translation>记录中的间断太长，无法播放：最长的有 {n} 个采样。请把它切分成几段。</translation>
    </message>
    <message>
        <source>Rows that come twice or hold no EEG were left out: {n}.</source>
        <translation>重复或不含脑电的行已略去：{n}。</translation>
    </message>
    <message>
        <source>No sample index counts the rows: losses show in the time stamps alone, from half a second on, to about the length of a packet.</source>
        <translation>没有采样序号计数：丢失只能从时间戳看出，半秒以上才可见，精度约为一个数据包。</translation>
    </message>
    <message>
        <source>No sample index counts the rows, and there are no time stamps that fit the rate: losses cannot be seen.</source>
        <translation>没有采样序号计数，也没有与采样率相符的时间戳：无法看出丢失。</translation>
    </message>
    <message>
        <source>The header gives {channels} larger counts than the format can hold: a number in it is wrong, and the size of these channels with it.</source>
        <translation>文件头给出的 {channels} 计数超过格式所能容纳：其中有一个数有误，这些通道的大小也随之有误。</translation>
    </message>
    <message>
        <source>The sampling rate is assumed: {rate:g} Hz, from the time stamps; a Muse has 256 or 220 Hz.</source>
        <translation>采样率为推定：{rate:g} Hz，来自时间戳；Muse 为 256 或 220 Hz。</translation>
    </message>
    <message>
        <source>The EEG is in µV against the electrode of the forehead, FPz, as InteraXon documents the Muse.</source>
        <translation>脑电单位为 µV，以前额电极 FPz 为参考，依据 InteraXon 的 Muse 文档。</translation>
    </message>
    <message>
        <source>The time stamps of {file} do not go forward, so its sampling rate is not known.</source>
        <translation>{file} 的时间戳没有前进，因此采样率未知。</translation>
    </message>
    <message>
        <source>The file {file} holds {rate:.1f} rows a second: averages, no raw EEG. In Mind Monitor, set the recording interval to constant.</source>
        <translation>文件 {file} 每秒 {rate:.1f} 行：是平均值，不是原始脑电。请在 Mind Monitor 中把记录间隔设为 constant。</translation>
    </message>
    <message>
        <source>The sampling rate is assumed: {rate:g} Hz, that of the device nearest to the {found:.1f} Hz of the time stamps.</source>
        <translation>采样率为推定：{rate:g} Hz，即与时间戳 {found:.1f} Hz 最接近的设备采样率。</translation>
    </message>
    <message>
        <source>It has the converter&apos;s offset of about {offset:.0f} µV, which is kept: filters remove it.</source>
        <translation>含转换器偏移约 {offset:.0f} µV，予以保留：滤波会去除。</translation>
    </message>
    <message>
        <source>The file {file} has no raw EEG of a Muse.</source>
        <translation>文件 {file} 没有 Muse 的原始脑电。</translation>
    </message>
    <message>
        <source>Lines that were not understood were left out: {n}.</source>
        <translation>未能理解的行已略去：{n}。</translation>
    </message>
    <message>
        <source>The file {file} has no raw EEG of a Muse: no columns RAW_TP9 or TP9. In Mind Monitor, record all data at a constant rate.</source>
        <translation>文件 {file} 没有 Muse 的原始脑电：没有 RAW_TP9 或 TP9 列。请在 Mind Monitor 中以恒定速率记录全部数据。</translation>
    </message>
    <message>
        <source>The file {file} has no column of time stamps, so its sampling rate is not known.</source>
        <translation>文件 {file} 没有时间戳列，因此采样率未知。</translation>
    </message>
    <message>
        <source>EXG columns are taken for EEG in µV, as the OpenBCI GUI writes them; the reference is where its electrode was put.</source>
        <translation>EXG 列按 OpenBCI GUI 的写法视为脑电，单位 µV；参考取决于参考电极的位置。</translation>
    </message>
    <message>
        <source>The file {file} is not a recording of the OpenBCI GUI: it has no sample rate. Check that its first lines were not removed.</source>
        <translation>文件 {file} 不是 OpenBCI GUI 的记录：没有采样率。请确认开头几行未被删除。</translation>
    </message>
    <message>
        <source>The recording {file} has no samples in it.</source>
        <translation>记录 {file} 中没有采样。</translation>
    </message>
    <message>
        <source>The file {file} has no columns called EXG Channel. Choose a raw recording of the OpenBCI GUI.</source>
        <translation>文件 {file} 没有名为 EXG Channel 的列。请选择 OpenBCI GUI 的原始记录。</translation>
    </message>
    <message>
        <source>The first column of {file} is {first}, not the sample index: it is no recording of the OpenBCI GUI.</source>
        <translation>{file} 的第一列是 {first}，不是采样序号：它不是 OpenBCI GUI 的记录。</translation>
    </message>
    <message>
        <source>All time stamps are the same and were not used.</source>
        <translation>所有时间戳相同，未予使用。</translation>
    </message>
    <message>
        <source>The file says {said:g} Hz, its time stamps say {found:.1f} Hz; {said:g} Hz is used.</source>
        <translation>文件标明 {said:g} Hz，时间戳为 {found:.1f} Hz；采用 {said:g} Hz。</translation>
    </message>
    <message>
        <source>The parts of {file} do not follow one another as its format asks. It was cut off or damaged: samples may be missing, and those behind the fault may be wrong. Look at them before you use them, or take another copy.</source>
        <translation>{file} 的各部分没有按其格式要求的顺序排列。它被截断或已损坏：可能缺少采样，故障之后的采样可能有误。使用前请先查看，或换用另一份副本。</translation>
    </message>
    <message>
        <source>more</source>
        <translation>多</translation>
    </message>
    <message>
        <source>less</source>
        <translation>少</translation>
    </message>
    <message>
        <source>The stream {name} says {said:g} Hz; by its stamps it is {found:.1f} Hz.</source>
        <translation>数据流 {name} 标称 {said:g} Hz，而按其时间戳为 {found:.1f} Hz。</translation>
    </message>
    <message>
        <source>The file {file} is not a recording of the OpenBCI GUI, muselsl or Mind Monitor: its first lines are none of theirs. Choose the file that the program recorded.</source>
        <translation>文件 {file} 不是 OpenBCI GUI、muselsl 或 Mind Monitor 的记录：开头几行不符。请选择该程序记录的文件。</translation>
    </message>
    <message>
        <source>The numbers have decimal commas.</source>
        <translation>数字使用小数逗号。</translation>
    </message>
    <message>
        <source>The LSL stream of markers {name!r} went away. Start the program that sends it again: the stream is looked for, and the recording goes on.</source>
        <translation>LSL 标记流“{name}”已断开。请重新启动发送它的程序：程序会继续查找该流，记录不会中断。</translation>
    </message>
    <message>
        <source>There is no LSL stream of markers called {name!r} on the network. Start the program that sends it first, and let its firewall pass LSL.</source>
        <translation>网络上没有名为 {name!r} 的 LSL 标记流。请先启动发送它的程序，并让防火墙放行 LSL。</translation>
    </message>
    <message>
        <source>The LSL stream of markers {name!r} is heard again.</source>
        <translation>LSL 标记流“{name}”已恢复接收。</translation>
    </message>
    <message>
        <source>There are {n} LSL streams of markers: {names}. Say which one: --markers NAME.</source>
        <translation>有 {n} 个 LSL 标记流：{names}。请指定其中一个：--markers NAME。</translation>
    </message>
    <message>
        <source>body must be one of {allowed}, got {got!r}</source>
        <translation>body 必须是 {allowed} 之一，收到的是 {got!r}</translation>
    </message>
    <message>
        <source>{file} is a person&apos;s own: it holds windows of their EEG and what was fitted to them. Person files and personal adapters are never released. Take a folder that “attention-camp train” wrote.</source>
        <translation>{file} 属于个人：其中有其脑电片段和为其拟合的内容。个人文件与个人适配器绝不发布。请使用“attention-camp train”写出的文件夹。</translation>
    </message>
    <message>
        <source>{folder} has no {card}, so it is no folder of weights. Give one that “attention-camp train” or “attention-camp federate lead” wrote.</source>
        <translation>{folder} 中没有 {card}，不是权重文件夹。请给出“attention-camp train”或“attention-camp federate lead”写出的文件夹。</translation>
    </message>
    <message>
        <source>The weights in {folder} hold an encoder, which the audit does not look at, so they are not released. Train without passes of the encoder.</source>
        <translation>{folder} 中的权重含有编码器，而审查并不检查编码器，因此不予发布。请在不训练编码器的情况下重新训练。</translation>
    </message>
    <message>
        <source>Not shown, so nothing was released: below {limit} of a choice of two has to be shown for each attack ({attacks}). More people, more trainings or noise (“privacy” in the sites&apos; files) may show it.</source>
        <translation>未能证明，因此未发布：每种攻击在二选一中的正确率都须被证明低于 {limit}（{attacks}）。更多人员、更多次训练或噪声（中心文件中的“privacy”）也许能够证明。</translation>
    </message>
    <message>
        <source>{folder} is there already. Give the name of a new folder.</source>
        <translation>{folder} 已存在。请给出新文件夹的名称。</translation>
    </message>
    <message>
        <source>{file} does not hold the numbers of weights. Train them again.</source>
        <translation>{file} 中没有权重的数值。请重新训练。</translation>
    </message>
    <message>
        <source>The coordinator asks for answers with noise, and this site adds none. Add “privacy” to the site&apos;s file, or let the coordinator&apos;s say “private: false”.</source>
        <translation>协调方要求回答须加噪声，而本中心不添加噪声。请在本中心的文件中加入“privacy”，或在协调方的文件中写明“private: false”。</translation>
    </message>
    <message>
        <source>The connection with the coordinator at {address} failed, or the training broke off there. Start the coordinator before the sites; address and certificate are in this site&apos;s file.</source>
        <translation>与协调方 {address} 的连接失败，或训练在协调方处中断。请先启动协调方，再启动各中心；地址和证书写在本中心的文件中。</translation>
    </message>
    <message>
        <source>Round {number} was not answered by all sites ({reason}), and the training broke off; no weights were written. What the site says itself tells more.</source>
        <translation>第 {number} 轮未得到所有中心的回答（{reason}），训练已中断，未写入权重。该中心自身的提示会说明更多。</translation>
    </message>
    <message>
        <source>Somebody answered who does not know the secret of the sites, and the training broke off; no weights were written. Give all sites the same file, and keep the port from others.</source>
        <translation>有不知道共享密钥的一方作出了回答，训练已中断，未写入权重。请给所有中心同一密钥文件，并防止他人访问该端口。</translation>
    </message>
    <message>
        <source>its connection ended</source>
        <translation>连接已断开</translation>
    </message>
    <message>
        <source>Training across sites needs {packages}, in an environment of their own. Type in a checkout: {line}</source>
        <translation>多中心训练需要 {packages}，并须装在单独的环境中。请在源代码目录中输入：{line}</translation>
    </message>
    <message>
        <source>The numbers that came ({what}) are not those of a network in training, and were not used. All sites and the coordinator need the same version of this program.</source>
        <translation>收到的数值（{what}）不属于正在训练的网络，未被使用。所有中心与协调方须使用本程序的同一版本。</translation>
    </message>
    <message>
        <source>Another answer would cost the people of this site more than ε = {most:.3g}, which its file allows; {spent:.3g} is spent. Nothing was sent.</source>
        <translation>再回答一次会使本中心人员的隐私消耗超过文件允许的 ε = {most:.3g}；已消耗 {spent:.3g}。未发送任何内容。</translation>
    </message>
    <message>
        <source>{file}, which tells what the people of this site have spent of their privacy, cannot be read ({reason}). Nothing was sent. Restore it from a copy; without it nobody knows what is left.</source>
        <translation>记录本中心人员隐私消耗的 {file} 无法读取（{reason}）。未发送任何内容。请用副本恢复该文件；没有它就无法得知还剩多少。</translation>
    </message>
    <message>
        <source>The coordinator asks for “{question}”, which a site that adds noise does not tell. Let the coordinator&apos;s file say “private: true”, or take “privacy” out of the site&apos;s.</source>
        <translation>协调方询问“{question}”，而添加噪声的中心不回答此项。请在协调方的文件中写明“private: true”，或从中心的文件中去掉“privacy”。</translation>
    </message>
    <message>
        <source>This needs {package}, which a computer that records, scores and reviews does without. Install it: {line}</source>
        <translation>此操作需要 {package}；仅用于记录、计算得分和回顾的电脑无需安装它。安装命令：{line}</translation>
    </message>
    <message>
        <source>The processes that train together find different checkpoints. Give a folder for the weights that all of them see.</source>
        <translation>共同训练的各进程找到的检查点不同。请指定一个所有进程都能访问的权重文件夹。</translation>
    </message>
    <message>
        <source>Two people with EEG at least are needed, of whom one is left out; there are {n}.</source>
        <translation>至少需要两名有脑电数据的人，其中一人会被留出；现有 {n} 人。</translation>
    </message>
    <message>
        <source>The weight of {name} must be a number from 0 on, got {got}.</source>
        <translation>{name} 的权重必须是不小于 0 的数，得到的是 {got}。</translation>
    </message>
    <message>
        <source>--objective needs a weight above 0 for one of {known}, such as masked=1,heads=1.</source>
        <translation>--objective 需要为 {known} 中至少一项给出大于 0 的权重，例如 masked=1,heads=1。</translation>
    </message>
    <message>
        <source>There is no objective {name}; known are {known}.</source>
        <translation>没有名为 {name} 的目标；可用的有 {known}。</translation>
    </message>
    <message>
        <source>Finished training sessions: {n}.</source>
        <translation>已完成的训练会话：{n}。</translation>
    </message>
    <message>
        <source>Session</source>
        <translation>会话</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>What</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>分钟</translation>
    </message>
    <message>
        <source>Finished</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Mean level of each training session. It rises when answers are correct, so it shows practice at this task; daily life is another matter.</source>
        <translation>每次训练会话的平均等级。答对时它会上升，因此显示的是对此任务的练习；日常生活是另一回事。</translation>
    </message>
    <message>
        <source>Share correct</source>
        <translation>正确率</translation>
    </message>
    <message>
        <source>{n:training session was|training sessions were} planned for each person.</source>
        <translation>每人计划 {n} 次训练会话。</translation>
    </message>
    <message>
        <source>All yoked people together, against the same donors exchanged among them: mean r = {r}, {p}, exact copies {n}.</source>
        <translation>全体配对（yoked）参与者，与在他们之间互换的同一批供体相比：平均 r = {r}，{p}，完全相同 {n} 例。</translation>
    </message>
    <message>
        <source>broken off</source>
        <translation>中断</translation>
    </message>
    <message>
        <source>Equal variances between arms (Levene): {p}</source>
        <translation>组间方差相等（Levene）：{p}</translation>
    </message>
    <message>
        <source>Sphericity is not assumed: p is Greenhouse–Geisser&apos;s; uncorrected {p}</source>
        <translation>不假定球形性：p 为 Greenhouse–Geisser 校正值；未校正 {p}</translation>
    </message>
    <message>
        <source>Equal slopes in both arms: {p}</source>
        <translation>两组斜率相等：{p}</translation>
    </message>
    <message>
        <source>The marker {text} of the LSL stream {name!r} is not in UTF-8. Such markers are kept in this form, at the time they were read. Let the program that sends them encode its texts as UTF-8.</source>
        <translation>LSL 流“{name}”的标记 {text} 不是 UTF-8 编码。此类标记以此形式保存，时间为读取时刻。请让发送它们的程序以 UTF-8 编码文本。</translation>
    </message>
    <message>
        <source>The study is blinded: what was trained at which level is sealed until its end.</source>
        <translation>研究处于盲态：训练内容和等级密封至研究结束。</translation>
    </message>
    <message>
        <source>How hard the training was</source>
        <translation>训练有多难</translation>
    </message>
    <message>
        <source>Before and after</source>
        <translation>之前与之后</translation>
    </message>
    <message>
        <source>Score</source>
        <translation>得分</translation>
    </message>
    <message>
        <source>What it means</source>
        <translation>含义</translation>
    </message>
    <message>
        <source>“Error” is the smallest change of one person that 95 of 100 repeated measurements would not reach; it holds what people really gained differently, so it is too large rather than too small.</source>
        <translation>“误差”是一人的最小变化，100 次重复测量中有 95 次达不到；它也包含各人真实进步的差异，因此宁大勿小。</translation>
    </message>
    <message>
        <source>Nothing was measured both before and after so far.</source>
        <translation>目前没有前后都测量过的内容。</translation>
    </message>
    <message>
        <source>Whether the training caused a change: practice, expectation and chance change scores too, and only a comparison of groups tells them apart. It is no diagnosis and no measure of a person&apos;s worth or effort.</source>
        <translation>训练是否造成了变化：练习、期望和偶然也会改变得分，只有组间比较才能区分。它不是诊断，也不衡量人的价值或努力。</translation>
    </message>
    <message>
        <source>What was recorded</source>
        <translation>记录了什么</translation>
    </message>
    <message>
        <source>Session hash: {hash}</source>
        <translation>会话哈希：{hash}</translation>
    </message>
    <message>
        <source>Blocks</source>
        <translation>组块</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>组块</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>Median reaction time, s</source>
        <translation>反应时中位数（s）</translation>
    </message>
    <message>
        <source>Level, first → last</source>
        <translation>等级，首 → 末</translation>
    </message>
    <message>
        <source>Level and score of each main trial. Levels of different tasks do not compare.</source>
        <translation>每个主要试次的等级和得分。不同任务的等级不能比较。</translation>
    </message>
    <message>
        <source>The study is blinded: arms are pooled, and no test by arm is made.</source>
        <translation>研究处于盲态：各组合并，不作组间检验。</translation>
    </message>
    <message>
        <source>Flow</source>
        <translation>流程</translation>
    </message>
    <message>
        <source>Quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Learning curves</source>
        <translation>学习曲线</translation>
    </message>
    <message>
        <source>Regulation</source>
        <translation>调控</translation>
    </message>
    <message>
        <source>Spectra</source>
        <translation>频谱</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Arms</source>
        <translation>组</translation>
    </message>
    <message>
        <source>What it could see</source>
        <translation>能看出什么</translation>
    </message>
    <message>
        <source>Design</source>
        <translation>设计</translation>
    </message>
    <message>
        <source>Methods</source>
        <translation>方法</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Participant flow</source>
        <translation>参与者流程</translation>
    </message>
    <message>
        <source>People</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>{n} (no arm yet)</source>
        <translation>{n}（尚无分组）</translation>
    </message>
    <message>
        <source>No number of training sessions was declared; adherence is of the most that anyone did ({n}).</source>
        <translation>没有声明训练会话数；依从性按所有人中最多的次数（{n}）计算。</translation>
    </message>
    <message>
        <source>60 and 80 % are conventions of camp studies.</source>
        <translation>60% 和 80% 是训练营研究的惯例。</translation>
    </message>
    <message>
        <source>Missing data</source>
        <translation>缺失数据</translation>
    </message>
    <message>
        <source>People who began and lack an outcome, of all who began. Tests leave them out; they may differ from the others.</source>
        <translation>开始过但缺少某结局的人数，以及开始过的总人数。检验不包括他们；他们可能与其他人不同。</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结局</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Nobody who began lacks an outcome at the times compared.</source>
        <translation>所比较的时间点上，开始过的人都不缺少结局。</translation>
    </message>
    <message>
        <source>Data quality</source>
        <translation>数据质量</translation>
    </message>
    <message>
        <source>One row per person, over all sessions. “Refused” counts main trials whose score did not beat its controls and so decided nothing; “steered” those in which the score changed the difficulty; “worth” is how many independent scores the autocorrelated ones amount to.</source>
        <translation>每人一行，涵盖所有会话。“被拒绝”指得分没有超过其对照、因而不作决定的主要试次；“参与调节”指得分改变了难度的试次；“有效数”指自相关的得分相当于多少个独立得分。</translation>
    </message>
    <message>
        <source>Mean difficulty of the main trials of each training session; thin lines are people, the band is the 95 % interval of the mean. A rising level shows training at the task itself, not transfer.</source>
        <translation>每次训练会话主要试次的平均难度；细线为个人，色带为均值的 95% 区间。等级上升说明对该任务本身的练习，而非迁移。</translation>
    </message>
    <message>
        <source>The feedback signal within and between training sessions: mean over people of each quarter of a session, with its 95 % interval. A score that moves is not yet a person who regulates: fatigue and difficulty move it too.</source>
        <translation>会话内和会话间的反馈信号：会话每四分之一的人间均值及其 95% 区间。得分变动还不等于人在调控：疲劳和难度也会使它变动。</translation>
    </message>
    <message>
        <source>Mean over the people who have both times; spectra are the mean of the channels, responses to onsets their global field power. The tests are among the results, by the same names.</source>
        <translation>前后都有数据者的均值；频谱为各通道平均，对呈现时刻的反应为全局场功率。检验以相同名称列在结果中。</translation>
    </message>
    <message>
        <source>Tests: {tests}; outcomes: {outcomes}.</source>
        <translation>检验：{tests}；结局：{outcomes}。</translation>
    </message>
    <message>
        <source>Tests of one family are corrected together (Holm; Benjamini–Hochberg). The primary tests use one number per person and time.</source>
        <translation>同族检验一起校正（Holm；Benjamini–Hochberg）。主要检验每人每个时间点用一个数值。</translation>
    </message>
    <message>
        <source>No outcome was declared as primary, so all of this is exploratory.</source>
        <translation>没有声明主要结局，因此以上全部为探索性。</translation>
    </message>
    <message>
        <source>descriptive</source>
        <translation>描述性</translation>
    </message>
    <message>
        <source>Question</source>
        <translation>问题</translation>
    </message>
    <message>
        <source>Estimate</source>
        <translation>估计值</translation>
    </message>
    <message>
        <source>Effect size</source>
        <translation>效应量</translation>
    </message>
    <message>
        <source>Statistic</source>
        <translation>统计量</translation>
    </message>
    <message>
        <source>Bayes factor</source>
        <translation>Bayes 因子</translation>
    </message>
    <message>
        <source>Assumptions</source>
        <translation>前提</translation>
    </message>
    <message>
        <source>Does not show</source>
        <translation>不能说明</translation>
    </message>
    <message>
        <source>{test}: not made, {reason}</source>
        <translation>{test}：未作，{reason}</translation>
    </message>
    <message>
        <source>Did the arms do what they claim?</source>
        <translation>各组是否名副其实？</translation>
    </message>
    <message>
        <source>What sham and yoked people received, held against their own scores: the correlation of what is new in both at each trial, the smallest share of the own score that would show in four of five such sessions, and the share of decisions that the own scores would have made alike.</source>
        <translation>伪反馈对照（sham）和配对（yoked）参与者所得内容与本人得分的对照：每个试次两者新信息的相关、在五次中有四次会显出的本人得分最小占比，以及本人得分会作出相同决定的比例。</translation>
    </message>
    <message>
        <source>Person, session</source>
        <translation>参与者，会话</translation>
    </message>
    <message>
        <source>Donor</source>
        <translation>供体</translation>
    </message>
    <message>
        <source>Exact copies</source>
        <translation>完全相同</translation>
    </message>
    <message>
        <source>Floor</source>
        <translation>下限</translation>
    </message>
    <message>
        <source>Same decisions</source>
        <translation>相同的决定</translation>
    </message>
    <message>
        <source>Too few trials of yoked people have both scores: a leak of the own scores is neither found nor ruled out.</source>
        <translation>配对（yoked）参与者中两种得分俱全的试次过少：既不能发现也不能排除本人得分的泄漏。</translation>
    </message>
    <message>
        <source>A leak of the own scores is found.</source>
        <translation>发现本人得分泄漏。</translation>
    </message>
    <message>
        <source>No leak of the own scores is found.</source>
        <translation>未发现本人得分泄漏。</translation>
    </message>
    <message>
        <source>Guesses of the arm. James&apos;s index is 1 where all are blinded, 0.5 at random guesses, 0 where all know; Bang&apos;s is 0 where an arm is blinded, 1 where all of it know.</source>
        <translation>对分组的猜测。James 指数：全部处于盲态为 1，随机猜测为 0.5，全部知道为 0；Bang 指数：该组处于盲态为 0，全部知道为 1。</translation>
    </message>
    <message>
        <source>Who guessed</source>
        <translation>猜测者</translation>
    </message>
    <message>
        <source>Asked</source>
        <translation>被问人数</translation>
    </message>
    <message>
        <source>Bang&apos;s index</source>
        <translation>Bang 指数</translation>
    </message>
    <message>
        <source>James&apos;s index</source>
        <translation>James 指数</translation>
    </message>
    <message>
        <source>What this study could see</source>
        <translation>这项研究能看出什么</translation>
    </message>
    <message>
        <source>Change includes what people really gained differently, so errors are upper bounds.</source>
        <translation>变化中包含各人真实进步的差异，因此误差是上限。</translation>
    </message>
    <message>
        <source>Retest r</source>
        <translation>重测 r</translation>
    </message>
    <message>
        <source>Error of one measurement</source>
        <translation>一次测量的误差</translation>
    </message>
    <message>
        <source>Smallest change of one person (95 %)</source>
        <translation>一人的最小变化（95%）</translation>
    </message>
    <message>
        <source>Smallest mean change (80 % power)</source>
        <translation>最小平均变化（功效 80%）</translation>
    </message>
    <message>
        <source>Smallest difference of two arms, SDs</source>
        <translation>两组最小差异（标准差数）</translation>
    </message>
    <message>
        <source>Too few people have both times.</source>
        <translation>前后都有数据的人太少。</translation>
    </message>
    <message>
        <source>What the data say about the design</source>
        <translation>数据对设计的建议</translation>
    </message>
    <message>
        <source>From all arms together, for people who are not enrolled yet. Nothing is changed by itself: changed protocols are in the folder “proposed”, as new versions that state their deviations.</source>
        <translation>来自合并的各组，供尚未入组的人使用。不会自动改动：改动后的方案在“proposed”文件夹中，为写明偏离的新版本。</translation>
    </message>
    <message>
        <source>Protocol, block</source>
        <translation>方案，组块</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>现为</translation>
    </message>
    <message>
        <source>Proposed</source>
        <translation>建议</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>No limit, level, number of trials or calibration of these protocols is proposed to be changed.</source>
        <translation>不建议更改这些方案的限值、等级、试次数或校准。</translation>
    </message>
    <message>
        <source>All tests are made again by “python analysis.py” in this folder, from its tables.</source>
        <translation>在此文件夹中运行“python analysis.py”，可从表格重新得出全部检验。</translation>
    </message>
    <message>
        <source>References</source>
        <translation>参考文献</translation>
    </message>
    <message>
        <source>CRED-nf checklist</source>
        <translation>CRED-nf 清单</translation>
    </message>
    <message>
        <source>Ros et al. (2020), in our words. “Filled” is from the record or was answered once; evidence names the file, the place in it, and the file&apos;s SHA-256 when the report was made; for a recording, the first training session&apos;s stands for all.</source>
        <translation>Ros 等（2020），用我们的话表述。“已填写”来自记录或一次性回答；证据给出文件、位置以及生成报告时该文件的 SHA-256；对于记录，以第一次训练会话为代表。</translation>
    </message>
    <message>
        <source>Item</source>
        <translation>条目</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>What is known</source>
        <translation>已知内容</translation>
    </message>
    <message>
        <source>Fields that COBIDAS MEEG (Pernet et al. 2020) and ARTEM-IS (Styles et al. 2021) ask for, from the recordings&apos; own files. A dash is what no file says; where runs differ, all values are listed.</source>
        <translation>COBIDAS MEEG（Pernet 等，2020）和 ARTEM-IS（Styles 等，2021）要求的字段，取自记录自身的文件。短横表示没有文件说明；各轮不同时列出全部数值。</translation>
    </message>
    <message>
        <source>Field</source>
        <translation>字段</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>数值</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Lines that are not whole were left out: {n}, the first is line {line}.</source>
        <translation>不完整的行已略去：{n}，第一处为第 {line} 行。</translation>
    </message>
    <message>
        <source>{file} has {n} EEG streams: {names}. The longest, {name}, is played.</source>
        <translation>{file} 有 {n} 个脑电数据流：{names}。播放其中最长的 {name}。</translation>
    </message>
    <message>
        <source>The recording {file} has no stream of type EEG; it has: {streams}.</source>
        <translation>记录 {file} 没有类型为 EEG 的数据流；其中有：{streams}。</translation>
    </message>
    <message>
        <source>The stream {name} of the recording {file} has no regular sampling rate, so it is no EEG. Choose another recording.</source>
        <translation>记录 {file} 的数据流 {name} 没有固定的采样率，因此不是脑电。请选择另一份记录。</translation>
    </message>
    <message>
        <source>The stream {name} of the recording {file} holds no samples. Choose another recording.</source>
        <translation>记录 {file} 的数据流 {name} 没有采样。请选择另一份记录。</translation>
    </message>
    <message>
        <source>The LSL stream {name!r} has no EEG channels. Choose another stream.</source>
        <translation>LSL 数据流“{name}”没有脑电通道。请选择另一个数据流。</translation>
    </message>
    <message>
        <source>The LSL stream {name!r} sends text, so it is no EEG. Choose another stream.</source>
        <translation>LSL 数据流“{name}”发送的是文本，因此不是脑电。请选择另一个数据流。</translation>
    </message>
    <message>
        <source>person must be demonstration, mean or a number, got {got!r}</source>
        <translation>person 必须是 demonstration、mean 或一个数字，这里是“{got}”</translation>
    </message>
    <message>
        <source>The folder {path} holds more than {most} files, too many to look for a recording. Name the file, or the folder that it is in.</source>
        <translation>文件夹 {path} 中的文件超过 {most} 个，多得无法从中寻找记录。请指定文件，或它所在的文件夹。</translation>
    </message>
    <message>
        <source>The recording {file} has gaps that are too long to be played: the longest has {n} samples. Cut it into its parts.</source>
        <translation>记录 {file} 中的间断太长，无法播放：最长的有 {n} 个采样。请把它切分成几段。</translation>
    </message>
    <message>
        <source>The channel {name} is called a trigger and changes more than {most:g} times a second: it is kept, and no events are made of it.</source>
        <translation>通道 {name} 标为触发通道，却每秒变化超过 {most:g} 次：保留该通道，但不由它生成事件。</translation>
    </message>
    <message>
        <source>The network gives values of shape {got} and type {kind} for {n} windows, instead of one float32 each. Train it again.</source>
        <translation>网络对 {n} 个时间窗给出形状为 {got}、类型为 {kind} 的值，而应各为一个 float32。请重新训练。</translation>
    </message>
    <message>
        <source>The network cannot be run ({error}). Train it again.</source>
        <translation>网络无法运行（{error}）。请重新训练。</translation>
    </message>
    <message>
        <source>The card of the weights states no spectra of training ({error}). Train them again.</source>
        <translation>权重的说明卡中没有训练时的频谱（{error}）。请重新训练。</translation>
    </message>
    <message>
        <source>{path} must take {wanted} and give one output, got inputs {inputs} and {n:output|outputs}.</source>
        <translation>{path} 的输入应为 {wanted}，且只有一个输出；实际输入为 {inputs}，输出 {n} 个。</translation>
    </message>
    <message>
        <source>The weights in {folder} give {value} for a window of noise instead of a probability. Take the folder again from where it came from, or train it anew.</source>
        <translation>{folder} 中的权重对一个噪声时间窗给出 {value}，而不是概率。请从来源处重新取得该文件夹，或重新训练。</translation>
    </message>
    <message>
        <source>The weights in {folder} cannot be used: scoring one window with them failed ({reason}). Take the folder again from where it came from, or train it anew.</source>
        <translation>{folder} 中的权重无法使用：用它们为一个时间窗计算得分失败（{reason}）。请从来源处重新取得该文件夹，或重新训练。</translation>
    </message>
    <message>
        <source>line {line}: its lists and tables are nested more than {most} deep</source>
        <translation>第 {line} 行：列表和表格的嵌套超过 {most} 层</translation>
    </message>
    <message>
        <source>the system does not say why</source>
        <translation>系统没有说明原因</translation>
    </message>
    <message>
        <source>it has {size} bytes, more than the {most} that such a file may have</source>
        <translation>它有 {size} 字节，超过这类文件允许的 {most} 字节</translation>
    </message>
    <message>
        <source>{path} cannot be read: {reason}. Correct it, or restore it from a backup.</source>
        <translation>无法读取 {path}：{reason}。请改正它，或从备份恢复。</translation>
    </message>
    <message>
        <source>Participant {participant} is not enrolled. Look at the list with “attention-camp lock --dataset {dataset}”.</source>
        <translation>参与者 {participant} 未登记。请用“attention-camp lock --dataset {dataset}”查看名单。</translation>
    </message>
    <message>
        <source>{n} % of the trials have no answer in time, or a guess at the limit</source>
        <translation>{n}% 的试次没有及时回答，或在限值处猜测</translation>
    </message>
    <message>
        <source>Nobody answered this yet; `attention-camp study --ask` asks it.</source>
        <translation>尚无人回答；`attention-camp study --ask` 会询问。</translation>
    </message>
    <message>
        <source>Share of correct trials</source>
        <translation>正确试次的比例</translation>
    </message>
    <message>
        <source>Share of correct judgements</source>
        <translation>正确判断的比例</translation>
    </message>
    <message>
        <source>Reaction time of correct answers</source>
        <translation>正确作答的反应时</translation>
    </message>
    <message>
        <source>Level at which the target share correct is reached</source>
        <translation>达到目标正确率的难度等级</translation>
    </message>
    <message>
        <source>Share of places that were correct</source>
        <translation>位置正确的比例</translation>
    </message>
    <message>
        <source>Correct digits a minute</source>
        <translation>每分钟正确的数字数</translation>
    </message>
    <message>
        <source>Share of shapes that were correct</source>
        <translation>形状正确的比例</translation>
    </message>
    <message>
        <source>{where} has {n_eeg:EEG channel|EEG channels} among {n_all}; ch_names must name each once, got {names}.</source>
        <translation>{where} 的 {n_all} 个通道中有 {n_eeg} 个脑电通道；ch_names 必须各命名一次，这里是 {names}。</translation>
    </message>
    <message>
        <source>The board {name!r} has {n_chans:EEG channel|EEG channels}; ch_names must name each once, got {names}.</source>
        <translation>脑电设备“{name}”有 {n_chans} 个脑电通道；ch_names 必须逐一命名且不重复，实际为 {names}。</translation>
    </message>
    <message>
        <source>{n:value is|values are} above {most:g} V, which no amplifier gives: the unit is another, or bytes there are damaged, and those near them may be, too.</source>
        <translation>{n} 个值超过 {most:g} V，没有放大器能给出：单位有误，或该处字节已损坏，附近的字节也可能如此。</translation>
    </message>
    <message>
        <source>{file} has rows of {n:number|numbers} without a header, as BrainFlow writes them. Name the board: --board-field board=NAME ({names}).</source>
        <translation>{file} 每行有 {n} 个数且没有表头，是 BrainFlow 的写法。请写明脑电设备：--board-field board=NAME（{names}）。</translation>
    </message>
    <message>
        <source>{file} has {n:column|columns}; the board {board!r} writes {n_rows}. Name the board that it was recorded with.</source>
        <translation>{file} 有 {n} 列，而脑电设备“{board}”写出 {n_rows} 列。请写明记录时所用的脑电设备。</translation>
    </message>
    <message>
        <source>The clock was set {n:time|times}: how long nothing was recorded there is not known.</source>
        <translation>时钟被调整了 {n} 次：其间有多久没有记录不得而知。</translation>
    </message>
    <message>
        <source>The columns of {file} are not understood: {n:cell|cells} a line, and no line “Number of channels” that fits.</source>
        <translation>无法理解 {file} 的列：每行 {n} 个单元格，且没有相符的“Number of channels”行。</translation>
    </message>
    <message>
        <source>{file} has {n:byte|bytes} {more_or_less} than its header says. It was cut off or damaged: samples may be missing, and those behind the fault may be wrong. Look at them before you use them, or take another copy.</source>
        <translation>{file} 比其文件头所述{more_or_less} {n} 字节。它被截断或已损坏：可能缺少采样，故障之后的采样可能有误。使用前请先查看，或换用另一份副本。</translation>
    </message>
    <message>
        <source>The clock of the stream {name} was set {n:time|times}: how long it paused there is not known.</source>
        <translation>数据流 {name} 的时钟被重设了 {n} 次：不知道其间中断了多久。</translation>
    </message>
    <message>
        <source>The columns of {file} cannot be told apart: its header has {names:name|names}, its lines have {cells:cell|cells}. Save it again with a semicolon or a tab between the cells.</source>
        <translation>无法区分 {file} 的列：表头有 {names} 个名称，各行有 {cells} 个单元格。请用分号或制表符分隔后重新保存。</translation>
    </message>
    <message>
        <source>Streams beside the EEG are left out: {names}. They are in the file.</source>
        <translation>除脑电之外的数据流未导入：{names}。它们仍在文件中。</translation>
    </message>
    <message>
        <source>The LSL stream {name!r} came back with {n_chans:channel|channels} at {sfreq} Hz; it had {n_before} at {sfreq_before} Hz. Begin a new session.</source>
        <translation>LSL 流“{name}”恢复后为 {n_chans} 个通道、{sfreq} Hz；此前为 {n_before} 个通道、{sfreq_before} Hz。请开始新的会话。</translation>
    </message>
    <message>
        <source>The LSL stream {name!r} has {n_chans:EEG channel|EEG channels}; ch_names must name each once, got {names}.</source>
        <translation>LSL 数据流“{name}”有 {n_chans} 个脑电通道；ch_names 必须各命名一次，这里是 {names}。</translation>
    </message>
    <message>
        <source>{path}: {name} must be {allowed}, got {got}. Correct the metadata of the file (docs/own-model.md).</source>
        <translation>{path}：{name} 应为 {allowed}，实际为 {got}。请更正文件的元数据（docs/own-model.md）。</translation>
    </message>
    <message>
        <source>{path} is no model that can be used: a file must end in {allowed}. docs/own-model.md shows how to export one.</source>
        <translation>{path} 不是可用的模型：文件名必须以 {allowed} 结尾。docs/own-model.md 说明如何导出。</translation>
    </message>
    <message>
        <source>{path} does not say its {name}: add it to the metadata of the file (docs/own-model.md).</source>
        <translation>{path} 没有说明 {name}：请把它加入文件的元数据（docs/own-model.md）。</translation>
    </message>
    <message>
        <source>{path} cannot be read: {error}.</source>
        <translation>无法读取 {path}：{error}。</translation>
    </message>
    <message>
        <source>{path} cannot be used: scoring windows of noise failed ({reason}). See docs/own-model.md for what a model takes and gives.</source>
        <translation>{path} 不能使用：对噪声窗口计分失败（{reason}）。模型的输入和输出见 docs/own-model.md。</translation>
    </message>
    <message>
        <source>A model file is trained where it was made, not here.</source>
        <translation>模型文件在制作它的地方训练，而不是在这里。</translation>
    </message>
    <message>
        <source>{path}: input {name} must be float32 with {wanted} (channels and samples as its metadata say), got {got}.</source>
        <translation>{path}：输入 {name} 应为 float32，尺寸 {wanted}（通道和样本与元数据一致），实际为 {got}。</translation>
    </message>
    <message>
        <source>{path}: weights must have shape {wanted} (channels, bands) and bias (1,), got {got} and {bias}.</source>
        <translation>{path}：weights 的形状应为 {wanted}（通道，频带），bias 应为（1,）；实际为 {got} 和 {bias}。</translation>
    </message>
    <message>
        <source>{path} is no ONNX graph that can be run here ({error}). Export it as one file, without external data.</source>
        <translation>{path} 不是能在此运行的 ONNX 图（{error}）。请导出为单个文件，不含外部数据。</translation>
    </message>
    <message>
        <source>{path} holds no tensors that can be used ({error}).</source>
        <translation>{path} 中没有可用的张量（{error}）。</translation>
    </message>
    <message>
        <source>Sites there: {n} of {all}; the others were waited for in vain. The training broke off; no weights were written.</source>
        <translation>{all} 个中心中只有 {n} 个在线，其余中心未能等到。训练已中断，未写入权重。</translation>
    </message>
    <message>
        <source>Rounds answered by all sites: {n} of {all}. The training broke off; no weights were written.</source>
        <translation>{all} 轮中只有 {n} 轮得到了所有中心的回答，训练已中断，未写入权重。</translation>
    </message>
    <message>
        <source>it is a folder</source>
        <translation>它是一个文件夹</translation>
    </message>
    <message>
        <source>it is a device or a pipe, not a file</source>
        <translation>它是设备或管道，不是文件</translation>
    </message>
    <message>
        <source>it holds {kind}, not a table of names and values</source>
        <translation>它的内容是 {kind}，不是名称与值的表</translation>
    </message>
    <message>
        <source>line {line} has {size} characters, more than {most}</source>
        <translation>第 {line} 行有 {size} 个字符，超过 {most} 个</translation>
    </message>
    <message>
        <source>this is no file&apos;s name</source>
        <translation>这不是文件名</translation>
    </message>
    <message>
        <source>line {line} is no text in UTF-8</source>
        <translation>第 {line} 行不是 UTF-8 文本</translation>
    </message>
    <message>
        <source>line {line}: {literal} is no number that can be used</source>
        <translation>第 {line} 行：{literal} 不是可用的数</translation>
    </message>
    <message>
        <source>it has {size} characters, more than the {most} that such a file may have</source>
        <translation>它有 {size} 个字符，超过这类文件允许的 {most} 个</translation>
    </message>
    <message>
        <source>line {line}: it is nested more than {most} deep</source>
        <translation>第 {line} 行：嵌套超过 {most} 层</translation>
    </message>
    <message>
        <source>line {line}: it would hold more than {most} values; is an alias (*name) used too often?</source>
        <translation>第 {line} 行：展开后会超过 {most} 个值；是否过多使用了别名（*name）？</translation>
    </message>
    <message>
        <source>{what}. {remedy}</source>
        <translation>{what}。{remedy}</translation>
    </message>
    <message>
        <source>Look at that disk and folder, or use another one.</source>
        <translation>请检查该磁盘和文件夹，或换用另一个。</translation>
    </message>
    <message>
        <source>a value in it is missing or of another kind than expected</source>
        <translation>其中缺少某个值，或其类型与预期不同</translation>
    </message>
    <message>
        <source>it is no text in UTF-8</source>
        <translation>它不是 UTF-8 文本</translation>
    </message>
    <message>
        <source>Free some space on that disk.</source>
        <translation>请在该磁盘上腾出一些空间。</translation>
    </message>
    <message>
        <source>Files may not grow larger there: raise this account&apos;s limit, or use another disk.</source>
        <translation>该处的文件不允许再增大：请提高此账户的限额，或换用另一个磁盘。</translation>
    </message>
    <message>
        <source>This account has no right to it: ask whoever looks after this computer for the right, or use another folder.</source>
        <translation>此账户没有权限：请向这台电脑的管理员申请权限，或换用另一个文件夹。</translation>
    </message>
    <message>
        <source>That disk is read-only: use a folder on another one.</source>
        <translation>该磁盘是只读的：请使用另一个磁盘上的文件夹。</translation>
    </message>
    <message>
        <source>It was moved, renamed or removed: bring it back to its place, and leave it there while a session runs.</source>
        <translation>它被移动、改名或删除了：请放回原处，并在会话进行期间不要移动它。</translation>
    </message>
    <message>
        <source>That name is too long: use a shorter one.</source>
        <translation>该名称太长：请使用较短的名称。</translation>
    </message>
    <message>
        <source>Too many files are open: close other programs.</source>
        <translation>打开的文件太多：请关闭其他程序。</translation>
    </message>
    <message>
        <source>That disk does not answer: check its cable or network, and copy what is on it to another one.</source>
        <translation>该磁盘没有响应：请检查连线或网络，并把上面的内容复制到另一个磁盘。</translation>
    </message>
    <message>
        <source>The board {name!r} ({title}) has no EEG channels. Choose another board.</source>
        <translation>脑电设备“{name}”（{title}）没有脑电通道。请选择其他脑电设备。</translation>
    </message>
    <message>
        <source>The board {name!r} is not started.</source>
        <translation>脑电设备“{name}”尚未启动。</translation>
    </message>
    <message>
        <source>The board {name!r} was unplugged: there is no port {port!r} any more. Plug it in again.</source>
        <translation>脑电设备“{name}”已被拔出：端口“{port}”不再存在。请重新插入。</translation>
    </message>
    <message>
        <source>The port of {board} does not open. Check that it is plugged in, that no other program uses it and, on Linux, that you belong to the group dialout.</source>
        <translation>无法打开 {board} 的端口。请检查它是否已插好、是否被其他程序占用；在 Linux 上还要确认您属于 dialout 组。</translation>
    </message>
    <message>
        <source>{board} cannot be used on this operating system.</source>
        <translation>{board} 不能在此操作系统上使用。</translation>
    </message>
    <message>
        <source>{board} does not answer. Check that it is switched on, charged and near its receiver.</source>
        <translation>{board} 没有应答。请检查它是否已开机、有电并靠近接收器。</translation>
    </message>
    <message>
        <source>{board} could not be used; BrainFlow says {code}. Check that it is switched on and near, and that its connection fields are right.</source>
        <translation>无法使用 {board}；BrainFlow 返回 {code}。请检查它是否已开机并在附近，以及连接字段是否正确。</translation>
    </message>
    <message>
        <source>This headset does not measure impedance. The other verdicts of the signal check are all there is.</source>
        <translation>此脑电设备不能测量阻抗。只有信号检查的其他判定可用。</translation>
    </message>
    <message>
        <source>The headset was asked for impedance and gave none. Switch it off and on, and try again.</source>
        <translation>已向脑电设备请求阻抗，但未得到数值。请将其关闭再打开后重试。</translation>
    </message>
    <message>
        <source>The LSL stream {name!r} went away. Start its program again; the connection is tried again by itself.</source>
        <translation>LSL 流“{name}”已断开。请重新启动发送它的程序；连接会自动重试。</translation>
    </message>
    <message>
        <source>called {name!r}</source>
        <translation>名为“{name}”的</translation>
    </message>
    <message>
        <source>of type EEG</source>
        <translation>类型为 EEG 的</translation>
    </message>
    <message>
        <source>There is no LSL stream {wanted} on the network within {timeout:g} s. Start it, and check that the firewall lets LSL through (UDP and TCP ports 16571 to 16604).</source>
        <translation>{timeout:g} 秒内没有在网络上找到{wanted} LSL 流。请启动它，并检查防火墙是否放行 LSL（UDP 和 TCP 端口 16571 至 16604）。</translation>
    </message>
    <message>
        <source>The LSL stream {name!r} has no regular sampling rate, so it is no EEG. Choose another stream.</source>
        <translation>LSL 流“{name}”没有固定采样率，因此不是脑电。请选择其他流。</translation>
    </message>
    <message>
        <source>The LSL stream {name!r} is not connected.</source>
        <translation>LSL 流“{name}”未连接。</translation>
    </message>
    <message>
        <source>There are {n} LSL streams {wanted}: {names}. Give one name that only one has.</source>
        <translation>有 {n} 个{wanted} LSL 流：{names}。请给出唯一的名称。</translation>
    </message>
    <message>
        <source>The LSL stream {name!r} does not answer. Start it again.</source>
        <translation>LSL 流“{name}”没有应答。请重新启动它。</translation>
    </message>
    <message>
        <source>Reading {file} needs the package pyxdf. Install it with: pip install pyxdf</source>
        <translation>读取 {file} 需要软件包 pyxdf。请安装：pip install pyxdf</translation>
    </message>
    <message>
        <source>There is no recording at {path}. Check the path.</source>
        <translation>在 {path} 找不到记录。请检查路径。</translation>
    </message>
    <message>
        <source>Name the file, such as {names}.</source>
        <translation>请指定文件，例如 {names}。</translation>
    </message>
    <message>
        <source>Name a file that MNE reads.</source>
        <translation>请指定 MNE 能读取的文件。</translation>
    </message>
    <message>
        <source>The folder {path} holds {n} recordings ending in _eeg; one is needed. {hint}</source>
        <translation>文件夹 {path} 中有 {n} 个以 _eeg 结尾的记录；需要恰好一个。{hint}</translation>
    </message>
    <message>
        <source>The recording {file} has no EEG channels.</source>
        <translation>记录 {file} 中没有脑电通道。</translation>
    </message>
    <message>
        <source>The recording {file} cannot be read: {error}. Check that it is whole and that MNE reads its format.</source>
        <translation>无法读取记录 {file}：{error}。请检查文件是否完整，以及 MNE 是否支持其格式。</translation>
    </message>
    <message>
        <source>Nothing arrived from {name!r} for {patience:g} s. Check its battery, cable and distance; the connection is tried again.</source>
        <translation>{patience:g} 秒内没有收到“{name}”的数据。请检查其电池、连接线和距离；连接会自动重试。</translation>
    </message>
    <message>
        <source>reference &apos;linked&apos; needs two channels at the ears ({pairs}), got {got}</source>
        <translation>参考“linked”需要双耳处的两个通道（{pairs}），实际为 {got}</translation>
    </message>
    <message>
        <source>reference must be one of {allowed} or name channels of {ch_names}, got {got}</source>
        <translation>参考必须是 {allowed} 之一，或取自 {ch_names} 的通道名，实际为 {got}</translation>
    </message>
    <message>
        <source>The {name} is not started.</source>
        <translation>{name} 尚未启动。</translation>
    </message>
    <message>
        <source>engagement must lie in 0 to 1, got {got}</source>
        <translation>engagement 必须在 0 到 1 之间，实际为 {got}</translation>
    </message>
    <message>
        <source>ch_names must not be empty, sfreq at least 50 and speed positive, got {n} names, {sfreq} and {speed}</source>
        <translation>ch_names 不能为空，sfreq 至少为 50，speed 必须为正；实际为 {n} 个名称、{sfreq} 和 {speed}</translation>
    </message>
    <message>
        <source>The simulated brain was stopped; start it again.</source>
        <translation>模拟脑电已停止；请重新启动。</translation>
    </message>
    <message>
        <source>No headset was named. Give a board&apos;s name, lsl:NAME, replay:PATH or simulated.</source>
        <translation>没有指定脑电设备。请给出脑电设备名、lsl:NAME、replay:PATH 或 simulated。</translation>
    </message>
    <message>
        <source>The simulated brain {text!r} is not right: {error}.</source>
        <translation>模拟脑电的设置“{text}”不正确：{error}。</translation>
    </message>
    <message>
        <source>The simulated brain has no option {part!r}. Options are {allowed}.</source>
        <translation>模拟脑电没有选项“{part}”。可用选项有 {allowed}。</translation>
    </message>
    <message>
        <source>The network takes {got} instead of {wanted}. Train it again.</source>
        <translation>该网络的输入为 {got}，应为 {wanted}。请重新训练。</translation>
    </message>
    <message>
        <source>The file of the network cannot be read ({error}). Train it again.</source>
        <translation>网络文件无法读取（{error}）。请重新训练。</translation>
    </message>
    <message>
        <source>The file of the directions in which people differ cannot be used ({error}). Train the weights again.</source>
        <translation>个体差异方向文件无法使用（{error}）。请重新训练权重。</translation>
    </message>
    <message>
        <source>Following the gradients of the model</source>
        <translation>正在计算模型的梯度</translation>
    </message>
    <message>
        <source>Comparing with networks of random weights</source>
        <translation>正在与随机权重的网络比较</translation>
    </message>
    <message>
        <source>The weights are not those of a network of shape {shape} ({error}). Train them again with this version.</source>
        <translation>这些权重与形状为 {shape} 的网络不符（{error}）。请用本版本重新训练。</translation>
    </message>
    <message>
        <source>The file of the baselines cannot be read ({error}). Install the program again.</source>
        <translation>无法读取基线模型文件（{error}）。请重新安装程序。</translation>
    </message>
    <message>
        <source>The encoder of these weights takes part in the score, so it cannot be cut away. Use them as they are.</source>
        <translation>这些权重的编码器参与计算得分，因此不能裁去。请按原样使用。</translation>
    </message>
    <message>
        <source>The file of the weights&apos; numbers cannot be used ({error}). Train the weights again.</source>
        <translation>无法使用权重数值文件（{error}）。请重新训练权重。</translation>
    </message>
    <message>
        <source>{path} is of format {found}; this version reads format {known}. Train the weights again with this version.</source>
        <translation>{path} 的格式为 {found}；本版本读取格式 {known}。请用本版本重新训练权重。</translation>
    </message>
    <message>
        <source>{file} is not the file that {card} describes (sha256 {found}… instead of {stated}…), and was not opened. Take the folder again from where it came from, or train it anew.</source>
        <translation>{file} 不是 {card} 所描述的文件（sha256 为 {found}…，应为 {stated}…），因此没有打开。请从原来的来源重新获取该文件夹，或重新训练。</translation>
    </message>
    <message>
        <source>{path} cannot be read: {error}. A folder of weights holds {files}; “attention-camp train” writes one.</source>
        <translation>无法读取 {path}：{error}。权重文件夹应包含 {files}；可用“attention-camp train”生成。</translation>
    </message>
    <message>
        <source>{path} is not a card of attention weights ({error}). Train the weights again with this version.</source>
        <translation>{path} 不是注意力模型权重的说明文件（{error}）。请用本版本重新训练权重。</translation>
    </message>
    <message>
        <source>volts that were read as µV</source>
        <translation>被当作 µV 的伏特值</translation>
    </message>
    <message>
        <source>millivolts that were read as µV</source>
        <translation>被当作 µV 的毫伏值</translation>
    </message>
    <message>
        <source>µV that were read as volts</source>
        <translation>被当作伏特的 µV 值</translation>
    </message>
    <message>
        <source>µV that were read as millivolts, or nV that were read as µV</source>
        <translation>被当作毫伏的 µV 值，或被当作 µV 的 nV 值</translation>
    </message>
    <message>
        <source>counts of the converter (they are whole numbers)</source>
        <translation>模数转换器的计数值（都是整数）</translation>
    </message>
    <message>
        <source>of another unit</source>
        <translation>其他单位的值</translation>
    </message>
</context>
<context>
    <name>signal</name>
    <message>
        <source>Samples were lost on their way. Move the headset closer to its receiver, unplug other radio devices and charge the battery.</source>
        <translation>传输中有样本丢失。请让脑电设备靠近接收器，拔掉其他无线设备，并给电池充电。</translation>
    </message>
    <message>
        <source>The amplifier is at its limit. Re-seat this electrode and the reference, and add gel or saline.</source>
        <translation>放大器已达极限。请重新安放此电极和参考电极，并添加导电膏或生理盐水。</translation>
    </message>
    <message>
        <source>No signal arrives. Check that the electrode is plugged in and switched on, and that it is not the reference itself.</source>
        <translation>没有信号。请检查电极是否插好并已开启，且不是参考电极本身。</translation>
    </message>
    <message>
        <source>The contact jumps. Press the electrode to the skin, part the hair and fix the cable so that it does not pull.</source>
        <translation>接触不稳。请把电极压紧皮肤，拨开头发，并固定导线以免拉扯。</translation>
    </message>
    <message>
        <source>The contact is not settled, or there is sweat. Wait a minute, cool the room, dry the skin and re-seat the electrode.</source>
        <translation>接触尚未稳定，或有汗。请稍等一分钟，降低室温，擦干皮肤并重新安放电极。</translation>
    </message>
    <message>
        <source>Mains hum is picked up. Re-seat the reference and this electrode, and move chargers, lamps and cables away.</source>
        <translation>受到工频干扰。请重新安放参考电极和此电极，并移开充电器、灯具和电缆。</translation>
    </message>
    <message>
        <source>Muscle activity covers the EEG. Ask to relax the jaw, forehead and neck.</source>
        <translation>肌电掩盖了脑电。请对方放松下颌、前额和颈部。</translation>
    </message>
    <message>
        <source>This electrode and a neighbour show the same signal. Wipe off the gel or saline between them.</source>
        <translation>此电极与相邻电极信号相同。请擦去两者之间的导电膏或生理盐水。</translation>
    </message>
    <message>
        <source>The contact is poor. Part the hair, press the electrode to the skin, and add gel or saline; dry ones need a minute to settle.</source>
        <translation>接触不良。请拨开头发，将电极按紧皮肤，并补充导电膏或生理盐水；干电极需要一分钟才能稳定。</translation>
    </message>
</context>
<context>
    <name>sound</name>
    <message>
        <source>Sound is played through {device}.</source>
        <translation>声音通过 {device} 播放。</translation>
    </message>
    <message>
        <source>There is no sound device here ({reason}). Tasks that need sound cannot be run; connect loudspeakers or headphones and try again.</source>
        <translation>此处没有声音设备（{reason}）。需要声音的任务无法进行；请连接扬声器或耳机后重试。</translation>
    </message>
</context>
<context>
    <name>system</name>
    <message>
        <source>No such file or directory</source>
        <translation>没有该文件或文件夹</translation>
    </message>
    <message>
        <source>No space left on device</source>
        <translation>磁盘空间不足</translation>
    </message>
    <message>
        <source>Permission denied</source>
        <translation>权限不足</translation>
    </message>
    <message>
        <source>Operation not permitted</source>
        <translation>不允许此操作</translation>
    </message>
    <message>
        <source>Read-only file system</source>
        <translation>文件系统为只读</translation>
    </message>
    <message>
        <source>Input/output error</source>
        <translation>输入/输出错误</translation>
    </message>
    <message>
        <source>File exists</source>
        <translation>文件已存在</translation>
    </message>
    <message>
        <source>Is a directory</source>
        <translation>是一个文件夹</translation>
    </message>
    <message>
        <source>Not a directory</source>
        <translation>不是文件夹</translation>
    </message>
    <message>
        <source>Disk quota exceeded</source>
        <translation>超出磁盘配额</translation>
    </message>
    <message>
        <source>File too large</source>
        <translation>文件过大</translation>
    </message>
    <message>
        <source>File name too long</source>
        <translation>文件名过长</translation>
    </message>
    <message>
        <source>Device or resource busy</source>
        <translation>设备正忙</translation>
    </message>
</context>
<context>
    <name>tasks</name>
    <message>
        <source>Welcome</source>
        <translation>欢迎</translation>
    </message>
    <message>
        <source>Sit comfortably and keep still while a task runs. Blink and move in the pauses. There are no trick questions: do what you can.</source>
        <translation>请舒适地坐好，任务进行时保持不动。停顿时可以眨眼和活动。没有陷阱题：尽力就好。</translation>
    </message>
    <message>
        <source>It was not quite clear yet. Look at the example once more, slowly: what is shown, and which key answers it?</source>
        <translation>还不够清楚。请再慢慢看一遍示例：出现的是什么，应该按哪个键？</translation>
    </message>
    <message>
        <source>Right</source>
        <translation>正确</translation>
    </message>
    <message>
        <source>Too late</source>
        <translation>太迟了</translation>
    </message>
    <message>
        <source>Answer a little faster, even if you are not sure.</source>
        <translation>请再快一点作答，不确定也没关系。</translation>
    </message>
    <message>
        <source>Many answers came too late. Answer as soon as you have seen enough, even if you are not sure.</source>
        <translation>很多回答来得太迟。看清楚后请立即作答，不确定也没关系。</translation>
    </message>
    <message>
        <source>Too early</source>
        <translation>太早了</translation>
    </message>
    <message>
        <source>Wait until you have seen it, then press.</source>
        <translation>请等看到之后再按键。</translation>
    </message>
    <message>
        <source>Many keys came before there was anything to see. Wait for it, then press.</source>
        <translation>很多按键早于画面出现。请等画面出现后再按。</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>没有作答</translation>
    </message>
    <message>
        <source>Answer with one of these keys: {keys}</source>
        <translation>请用以下按键之一作答：{keys}</translation>
    </message>
    <message>
        <source>Often no key was pressed. Each time there is something to answer: the next page shows the keys once more.</source>
        <translation>您常常没有按键。每一次都需要作答：下一页会再次显示该用哪些键。</translation>
    </message>
    <message>
        <source>That key does not answer</source>
        <translation>这个键不能作答</translation>
    </message>
    <message>
        <source>You pressed keys that do not answer. Find the keys of the next page on the keyboard before you go on.</source>
        <translation>您按的键不能作答。继续之前，请先在键盘上找到下一页所示的按键。</translation>
    </message>
    <message>
        <source>Some were missed</source>
        <translation>有遗漏</translation>
    </message>
    <message>
        <source>Answered: {found} of {wanted}</source>
        <translation>已作答：{found} / {wanted}</translation>
    </message>
    <message>
        <source>Many were missed. Look at the example once more: when is a key to be pressed?</source>
        <translation>遗漏较多。请再看一遍示例：什么时候应该按键？</translation>
    </message>
    <message>
        <source>Pressed too often</source>
        <translation>按键过多</translation>
    </message>
    <message>
        <source>Pressed where nothing was to be pressed: {extra}</source>
        <translation>不该按键时按了：{extra} 次</translation>
    </message>
    <message>
        <source>You pressed where nothing was to be pressed. Look at the example once more: when is it right to wait?</source>
        <translation>您在不该按键时按了键。请再看一遍示例：什么时候应该不按？</translation>
    </message>
    <message>
        <source>The right answer was {keys}</source>
        <translation>正确答案是 {keys}</translation>
    </message>
    <message>
        <source>You pressed the same key nearly every time. Each answer has a key of its own: the next page shows which.</source>
        <translation>您几乎每次都按同一个键。每种回答各有自己的按键：下一页会显示。</translation>
    </message>
    <message>
        <source>We go on</source>
        <translation>我们继续</translation>
    </message>
    <message>
        <source>You have done a part of this task already. First, a reminder of what it was.</source>
        <translation>这个任务您已经做了一部分。先回顾一下它的做法。</translation>
    </message>
    <message>
        <source>Not this time</source>
        <translation>这次不对</translation>
    </message>
    <message>
        <source>Arrows</source>
        <translation>箭头</translation>
    </message>
    <message>
        <source>Look at the cross. A row appears above or below it. Report only the arrow in the middle of the row and ignore what is beside it.</source>
        <translation>请注视十字。上方或下方会出现一行图形。只判断中间那个箭头的方向，不理会两边的。</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>怎样作答</translation>
    </message>
    <message>
        <source>Press the arrow key that points the same way, left or right. Stars may flash before, to tell when or where the row comes.</source>
        <translation>请按与它方向相同的方向键，左或右。之前可能有星号闪现，提示图形何时或在哪里出现。</translation>
    </message>
    <message>
        <source>Press F if it points left and J if it points right. Stars may flash before, to tell when or where the row comes.</source>
        <translation>箭头向左请按 F，向右请按 J。之前可能有星号闪现，提示图形何时或在哪里出现。</translation>
    </message>
    <message>
        <source>Press S if it points left and F if it points right. Stars may flash before, to tell when or where the row comes.</source>
        <translation>箭头向左请按 S，向右请按 F。之前可能有星号闪现，提示图形何时或在哪里出现。</translation>
    </message>
    <message>
        <source>Press J if it points left and L if it points right. Stars may flash before, to tell when or where the row comes.</source>
        <translation>箭头向左请按 J，向右请按 L。之前可能有星号闪现，提示图形何时或在哪里出现。</translation>
    </message>
    <message>
        <source>Rare tones</source>
        <translation>偶尔出现的高音</translation>
    </message>
    <message>
        <source>You hear a series of tones. Now and then one is higher than the others. Look at the cross and press the space bar for each high tone, as fast as you can.</source>
        <translation>您会听到一连串声音，偶尔有一个比其他的高。请注视十字，每听到高音就尽快按空格键。</translation>
    </message>
    <message>
        <source>Change detection</source>
        <translation>变化觉察</translation>
    </message>
    <message>
        <source>Several objects flash up together. Keep as many as you can in mind. A moment later one of them comes back at its place, or another object does.</source>
        <translation>几个图形会同时闪现。请尽量多记。片刻之后，其中一个会在原处再次出现，或者换成另一个图形。</translation>
    </message>
    <message>
        <source>Has it changed? Answer yes or no. If you are not sure, guess.</source>
        <translation>它变了吗？请回答是或否。不确定时请猜一个。</translation>
    </message>
    <message>
        <source>Spatial span</source>
        <translation>空间广度</translation>
    </message>
    <message>
        <source>Nine blocks appear, and some light up one after another. Remember which, and in which order.</source>
        <translation>屏幕上有九个方块，其中一些会依次亮起。请记住是哪些，以及顺序。</translation>
    </message>
    <message>
        <source>Then each block shows a number. Press the numbers of the blocks that lit up, in the same order.</source>
        <translation>随后每个方块上会出现一个数字。请按亮起的先后，依次按下这些数字。</translation>
    </message>
    <message>
        <source>Then each block shows a number. Press the numbers of the blocks that lit up, backward: the last one first.</source>
        <translation>随后每个方块会显示一个数字。请倒序按下亮过的方块的数字：最后亮的先按。</translation>
    </message>
    <message>
        <source>Then each block shows a number. Press the numbers of the blocks that lit up, in the same order. Backspace takes the last one back, until all boxes are full.</source>
        <translation>随后每个方块上会出现一个数字。请按亮起的先后，依次按下这些数字。方格填满之前，按退格键可撤回最后一个。</translation>
    </message>
    <message>
        <source>Then each block shows a number. Press the numbers of the blocks that lit up, backward: the last one first. Backspace takes the last one back, until all boxes are full.</source>
        <translation>随后每个方块会显示一个数字。请倒序按下亮过的方块的数字：最后亮的先按。方格填满之前，按退格键可撤回最后一个。</translation>
    </message>
    <message>
        <source>Digit span</source>
        <translation>数字广度</translation>
    </message>
    <message>
        <source>Digits come one after another. Remember them and their order. When empty boxes appear, it is your turn.</source>
        <translation>数字会逐个出现。请记住它们和顺序。出现空格子时，轮到您作答。</translation>
    </message>
    <message>
        <source>Press the digits on the keyboard in the same order. A box fills for each. If you have forgotten one, guess and go on.</source>
        <translation>请用键盘按相同顺序按下数字。每按一个，填满一格。忘了就猜一个，继续。</translation>
    </message>
    <message>
        <source>Press the digits on the keyboard backward: the last one first. A box fills for each. If you have forgotten one, guess and go on.</source>
        <translation>请用键盘倒序按下数字：最后一个先按。每按一个，填满一格。忘了就猜一个，继续。</translation>
    </message>
    <message>
        <source>Press the digits on the keyboard in the same order. Backspace takes the last one back, until all boxes are full. If you have forgotten one, guess and go on.</source>
        <translation>请用键盘按相同顺序按下数字。方格填满之前，按退格键可撤回最后一个。忘了就猜一个，继续。</translation>
    </message>
    <message>
        <source>Press the digits on the keyboard backward: the last one first. Backspace takes the last one back, until all boxes are full. If you have forgotten one, guess and go on.</source>
        <translation>请用键盘倒序按下数字：最后一个先按。方格填满之前，按退格键可撤回最后一个。忘了就猜一个，继续。</translation>
    </message>
    <message>
        <source>Digits in noise</source>
        <translation>噪声中的数字</translation>
    </message>
    <message>
        <source>You hear three digits in noise, sometimes very softly. Press the three digits on the keyboard in the same order. If you are not sure, guess.</source>
        <translation>您会在噪声中听到三个数字，有时声音很轻。请用键盘按相同顺序按下这三个数字。不确定就猜。</translation>
    </message>
    <message>
        <source>Cities and mountains</source>
        <translation>城市与山</translation>
    </message>
    <message>
        <source>Views of cities and, now and then, of mountains fade slowly from one into the next.</source>
        <translation>城市的画面，偶尔还有山的画面，会缓缓地一幅接一幅淡入。</translation>
    </message>
    <message>
        <source>Press the space bar for each city, as soon as you see it. Press nothing for a mountain.</source>
        <translation>一看到城市就按空格键。看到山时什么都不按。</translation>
    </message>
    <message>
        <source>N-back</source>
        <translation>记忆更新（N-back）</translation>
    </message>
    <message>
        <source>Steps back</source>
        <translation>往回几步</translation>
    </message>
    <message>
        <source>Items appear one after another. Compare each with the one a few steps before. Each run begins by saying how many steps: one step back is the item just before, two steps the one before that.</source>
        <translation>项目一个接一个出现。请把每一个与往前几步的那一个比较。每一轮开始时会说明往回几步：往回一步就是前一个，往回两步是再前一个。</translation>
    </message>
    <message>
        <source>The same item</source>
        <translation>同一项</translation>
    </message>
    <message>
        <source>One step back</source>
        <translation>往回一步</translation>
    </message>
    <message>
        <source>Two steps back</source>
        <translation>往回两步</translation>
    </message>
    <message>
        <source>Three steps back</source>
        <translation>往回三步</translation>
    </message>
    <message>
        <source>Four steps back</source>
        <translation>往回四步</translation>
    </message>
    <message>
        <source>Five steps back</source>
        <translation>往回五步</translation>
    </message>
    <message>
        <source>Six steps back</source>
        <translation>往回六步</translation>
    </message>
    <message>
        <source>Press the space bar whenever the letter matches. Press nothing otherwise. Beware of letters that match, but at the wrong number of steps.</source>
        <translation>字母相同时请按空格键，否则什么都不按。当心那些相同但步数不对的字母。</translation>
    </message>
    <message>
        <source>Press the space bar whenever the square is where it was the given number of steps before. Press nothing otherwise.</source>
        <translation>方块的位置与前面第 n 个相同时请按空格键，否则什么都不按。</translation>
    </message>
    <message>
        <source>Press F when the place of the square matches, J when the spoken letter matches, both keys when both match. Press nothing otherwise.</source>
        <translation>方块位置相同时按 F，读出的字母相同时按 J，两者都相同时两个键都按。否则什么都不按。</translation>
    </message>
    <message>
        <source>Press S when the place of the square matches, F when the spoken letter matches, both keys when both match. Press nothing otherwise.</source>
        <translation>方块位置相同时按 S，读出的字母相同时按 F，两者都相同时两个键都按。否则什么都不按。</translation>
    </message>
    <message>
        <source>Press J when the place of the square matches, L when the spoken letter matches, both keys when both match. Press nothing otherwise.</source>
        <translation>方块位置相同时按 J，读出的字母相同时按 L，两者都相同时两个键都按。否则什么都不按。</translation>
    </message>
    <message>
        <source>Vigilance</source>
        <translation>警觉</translation>
    </message>
    <message>
        <source>Look at the ring. After a few seconds it fills. Press the space bar as fast as you can when it does, but not before.</source>
        <translation>请注视圆环。几秒后它会被填满。填满时尽快按空格键，但不要提前。</translation>
    </message>
    <message>
        <source>Your time</source>
        <translation>您的时间</translation>
    </message>
    <message>
        <source>After each key you see your time, in thousandths of a second. A cross means that you pressed too early.</source>
        <translation>每次按键后会显示您的时间，单位为千分之一秒。叉号表示按得太早。</translation>
    </message>
    <message>
        <source>After each key you see your time, in thousandths of a second. A check mark means that it was fast enough, a cross that it was too late or too early.</source>
        <translation>每次按键后会显示您的时间，单位为千分之一秒。对号表示足够快，叉号表示太晚或太早。</translation>
    </message>
    <message>
        <source>Rest</source>
        <translation>静息</translation>
    </message>
    <message>
        <source>Sit comfortably, look at the cross and let your thoughts pass. Relax your jaw and shoulders, and try not to move. The screen says when it is over; where there is sound, so does a soft tone.</source>
        <translation>请舒服地坐好，看着十字，让思绪自然流过。放松下颌和肩膀，尽量不动。结束时屏幕会告诉您；有声音时还会响一声轻柔的提示音。</translation>
    </message>
    <message>
        <source>Close your eyes and stay awake. Relax your jaw and shoulders, and try not to move. A soft tone or the researcher tells you when you may open your eyes.</source>
        <translation>请闭上眼睛，保持清醒。放松下颌和肩膀，尽量不动。轻柔的提示音或研究人员会告诉您何时可以睁眼。</translation>
    </message>
    <message>
        <source>Sustained attention</source>
        <translation>持续注意</translation>
    </message>
    <message>
        <source>Digits appear one after another, at a steady pace. Press the space bar for each of them, as fast as you can.</source>
        <translation>数字会以稳定的节奏逐个出现。每出现一个，都请尽快按空格键。</translation>
    </message>
    <message>
        <source>Except for one digit</source>
        <translation>但有一个数字除外</translation>
    </message>
    <message>
        <source>When you see a 1, press nothing.</source>
        <translation>看到 1 时，什么都不按。</translation>
    </message>
    <message>
        <source>When you see a 2, press nothing.</source>
        <translation>看到 2 时，什么都不按。</translation>
    </message>
    <message>
        <source>When you see a 3, press nothing.</source>
        <translation>看到 3 时，什么都不按。</translation>
    </message>
    <message>
        <source>When you see a 4, press nothing.</source>
        <translation>看到 4 时，什么都不按。</translation>
    </message>
    <message>
        <source>When you see a 5, press nothing.</source>
        <translation>看到 5 时，什么都不按。</translation>
    </message>
    <message>
        <source>When you see a 6, press nothing.</source>
        <translation>看到 6 时，什么都不按。</translation>
    </message>
    <message>
        <source>When you see a 7, press nothing.</source>
        <translation>看到 7 时，什么都不按。</translation>
    </message>
    <message>
        <source>When you see an 8, press nothing.</source>
        <translation>看到 8 时，什么都不按。</translation>
    </message>
    <message>
        <source>When you see a 9, press nothing.</source>
        <translation>看到 9 时，什么都不按。</translation>
    </message>
    <message>
        <source>Memory scanning</source>
        <translation>记忆扫描</translation>
    </message>
    <message>
        <source>Letters appear one after another. Keep them in mind. After a short wait one more letter appears, in a ring.</source>
        <translation>字母会逐个出现。请记住它们。稍等片刻，圆环中会再出现一个字母。</translation>
    </message>
    <message>
        <source>Was the letter in the ring among them? Answer yes or no as fast as you can without mistakes.</source>
        <translation>圆环中的字母出现过吗？请在不出错的前提下尽快回答是或否。</translation>
    </message>
    <message>
        <source>Visual search</source>
        <translation>视觉搜索</translation>
    </message>
    <message>
        <source>Only the dot</source>
        <translation>只看圆点</translation>
    </message>
    <message>
        <source>Is it there? Answer yes or no as fast as you can without mistakes.</source>
        <translation>它在吗？请在不出错的前提下尽快回答是或否。</translation>
    </message>
    <message>
        <source>The same displays come again. Search for nothing now: look at the middle and wait. When a dot appears there, press the arrow key of its side, left or right. There is no hurry.</source>
        <translation>同样的画面会再次出现。现在什么也不用找：请看着中间等待。当那里出现圆点时，按圆点所在一侧的方向键（左或右）。不用着急。</translation>
    </message>
    <message>
        <source>The same displays come again. Search for nothing now: look at the middle and wait. When a dot appears there, press F if it is on the left, J if it is on the right. There is no hurry.</source>
        <translation>同样的画面会再次出现。现在什么也不用找：请看着中间等待。当那里出现圆点时，圆点在左侧按 F，在右侧按 J。不用着急。</translation>
    </message>
    <message>
        <source>The same displays come again. Search for nothing now: look at the middle and wait. When a dot appears there, press S if it is on the left, F if it is on the right. There is no hurry.</source>
        <translation>同样的画面会再次出现。现在什么也不用找：请看着中间等待。当那里出现圆点时，圆点在左侧按 S，在右侧按 F。不用着急。</translation>
    </message>
    <message>
        <source>The same displays come again. Search for nothing now: look at the middle and wait. When a dot appears there, press J if it is on the left, L if it is on the right. There is no hurry.</source>
        <translation>同样的画面会再次出现。现在什么也不用找：请看着中间等待。当那里出现圆点时，圆点在左侧按 J，在右侧按 L。不用着急。</translation>
    </message>
    <message>
        <source>Many upright bars appear at once. Look for the one that is tilted. It is there in half of the displays.</source>
        <translation>许多竖条会同时出现。请寻找那个倾斜的。有一半的画面里有它。</translation>
    </message>
    <message>
        <source>Many bars appear at once. Look for the one that is both filled and tilted. Others are filled or tilted, never both. It is there in half of the displays.</source>
        <translation>许多条会同时出现。请寻找既是实心又倾斜的那个。其他的只填实或只倾斜，不会两者兼有。有一半的画面里有它。</translation>
    </message>
    <message>
        <source>Many letters L appear at once, turned in all directions. Look for the one letter T, whose stem is exactly in the middle. It may be turned too. It is there in half of the displays.</source>
        <translation>许多朝向各异的字母 L 会同时出现。请寻找那个竖笔正好在中间的字母 T，它也可能是转过来的。有一半的画面里有它。</translation>
    </message>
    <message>
        <source>Many digits appear at once. Look for the one letter among them. It is there in half of the displays.</source>
        <translation>许多数字会同时出现。请寻找其中唯一的字母。有一半的画面里有它。</translation>
    </message>
    <message>
        <source>Hello! Today you will look for shapes and remember things. Sit comfortably. You can stop whenever you like. Ask us anything.</source>
        <translation>今天要找图形，还要记东西。舒服地坐好，想停的时候随时可以停，有什么问题都可以问。</translation>
    </message>
    <message>
        <source>For yes, press the right arrow key. For no, press the left arrow key.</source>
        <translation>“是”请按右方向键，“否”请按左方向键。</translation>
    </message>
    <message>
        <source>For yes, press the left arrow key. For no, press the right arrow key.</source>
        <translation>“是”请按左方向键，“否”请按右方向键。</translation>
    </message>
    <message>
        <source>For yes, press J. For no, press F.</source>
        <translation>“是”请按 J，“否”请按 F。</translation>
    </message>
    <message>
        <source>For yes, press F. For no, press J.</source>
        <translation>“是”请按 F，“否”请按 J。</translation>
    </message>
    <message>
        <source>For yes, press F. For no, press S. Your left hand does both.</source>
        <translation>“是”请按 F，“否”请按 S。都用左手按。</translation>
    </message>
    <message>
        <source>For yes, press S. For no, press F. Your left hand does both.</source>
        <translation>“是”请按 S，“否”请按 F。都用左手按。</translation>
    </message>
    <message>
        <source>For yes, press L. For no, press J. Your right hand does both.</source>
        <translation>“是”请按 L，“否”请按 J。都用右手按。</translation>
    </message>
    <message>
        <source>For yes, press J. For no, press L. Your right hand does both.</source>
        <translation>“是”请按 J，“否”请按 L。都用右手按。</translation>
    </message>
    <message>
        <source>Your keys</source>
        <translation>您的按键</translation>
    </message>
    <message>
        <source>Where will it be</source>
        <translation>会出现在哪里</translation>
    </message>
    <message>
        <source>Keep your eyes in the middle. An arrow there points to the box in which a disc will probably appear. Most times it is right.</source>
        <translation>眼睛请保持看中央。那里的箭头指向圆点很可能出现的方框，它大多数时候是对的。</translation>
    </message>
    <message>
        <source>Press the arrow key of the side on which the disc appears, left or right, as fast as you can without mistakes.</source>
        <translation>圆点出现在哪一侧，就按哪个方向键（左或右），在不出错的前提下尽可能快。</translation>
    </message>
    <message>
        <source>Press F if the disc appears on the left and J if it appears on the right, as fast as you can without mistakes.</source>
        <translation>圆点出现在左侧按 F，出现在右侧按 J，在不出错的前提下尽可能快。</translation>
    </message>
    <message>
        <source>Press S if the disc appears on the left and F if it appears on the right, as fast as you can without mistakes.</source>
        <translation>圆点出现在左侧按 S，出现在右侧按 F，在不出错的前提下尽可能快。</translation>
    </message>
    <message>
        <source>Press J if the disc appears on the left and L if it appears on the right, as fast as you can without mistakes.</source>
        <translation>圆点出现在左侧按 J，出现在右侧按 L，在不出错的前提下尽可能快。</translation>
    </message>
    <message>
        <source>X after A</source>
        <translation>A 之后的 X</translation>
    </message>
    <message>
        <source>Letters come in pairs. Keep the first in mind. When the second comes, in a ring: is it an X, and was the first an A? Only then answer yes, else no.</source>
        <translation>字母成对出现。请记住第一个。第二个出现在圆环里时：它是 X，并且第一个是 A 吗？只有这样才回答“是”，否则回答“否”。</translation>
    </message>
    <message>
        <source>Press or not</source>
        <translation>按还是不按</translation>
    </message>
    <message>
        <source>Discs appear one after another. Press the space bar for each, as fast as you can. Now and then a square appears: press nothing.</source>
        <translation>圆点依次出现。每出现一个就尽快按空格键。偶尔会出现方块：这时什么都不要按。</translation>
    </message>
    <message>
        <source>Go and stop</source>
        <translation>行与停</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停</translation>
    </message>
    <message>
        <source>Sometimes a thick ring appears around the arrow. Then press nothing. You will not always manage to stop, and that is as it should be: do not wait for the ring.</source>
        <translation>有时箭头周围会出现一个粗圆环，这时什么都不要按。您不会每次都能停住，这是正常的：请不要等待圆环。</translation>
    </message>
    <message>
        <source>Arrows appear one after another. Press the arrow key that points the same way, left or right, as fast as you can.</source>
        <translation>箭头依次出现。请尽快按指向相同的方向键，左或右。</translation>
    </message>
    <message>
        <source>Arrows appear one after another. Press F if it points left and J if it points right, as fast as you can.</source>
        <translation>箭头依次出现。指向左按 F，指向右按 J，请尽可能快。</translation>
    </message>
    <message>
        <source>Arrows appear one after another. Press S if it points left and F if it points right, as fast as you can.</source>
        <translation>箭头依次出现。指向左按 S，指向右按 F，请尽可能快。</translation>
    </message>
    <message>
        <source>Arrows appear one after another. Press J if it points left and L if it points right, as fast as you can.</source>
        <translation>箭头依次出现。指向左按 J，指向右按 L，请尽可能快。</translation>
    </message>
    <message>
        <source>blue</source>
        <translation>蓝</translation>
    </message>
    <message>
        <source>orange</source>
        <translation>橙</translation>
    </message>
    <message>
        <source>green</source>
        <translation>绿</translation>
    </message>
    <message>
        <source>Two messages</source>
        <translation>两种信息</translation>
    </message>
    <message>
        <source>Words appear in colour. Report the colour in which the word is written, and ignore what it says.</source>
        <translation>屏幕上出现带颜色的字词。请报告字的颜色，忽略字的意思。</translation>
    </message>
    <message>
        <source>Press the digit that stands below the colour, as fast as you can without mistakes.</source>
        <translation>请按下该颜色下方的数字，在不出错的前提下尽可能快。</translation>
    </message>
    <message>
        <source>Arrows appear to the left or to the right of the cross. Report which way the arrow points, and ignore the side on which it stands.</source>
        <translation>箭头出现在十字的左侧或右侧。请报告箭头的指向，忽略它所在的一侧。</translation>
    </message>
    <message>
        <source>Press the arrow key that points the same way, as fast as you can without mistakes.</source>
        <translation>请按指向相同的方向键，在不出错的前提下尽可能快。</translation>
    </message>
    <message>
        <source>Press F if it points left and J if it points right, as fast as you can without mistakes.</source>
        <translation>指向左按 F，指向右按 J，在不出错的前提下尽可能快。</translation>
    </message>
    <message>
        <source>Press S if it points left and F if it points right, as fast as you can without mistakes.</source>
        <translation>指向左按 S，指向右按 F，在不出错的前提下尽可能快。</translation>
    </message>
    <message>
        <source>Press J if it points left and L if it points right, as fast as you can without mistakes.</source>
        <translation>指向左按 J，指向右按 L，在不出错的前提下尽可能快。</translation>
    </message>
    <message>
        <source>Two rules</source>
        <translation>两条规则</translation>
    </message>
    <message>
        <source>A digit appears in a frame, which tells the rule. In a square: is the digit odd or even? In a circle: is it less or more than 5?</source>
        <translation>数字出现在一个框中，框表示规则。方框：数字是奇数还是偶数？圆框：它小于 5 还是大于 5？</translation>
    </message>
    <message>
        <source>Odd or less: press the left arrow key. Even or more: press the right arrow key. Answer as fast as you can without mistakes.</source>
        <translation>奇数或小于 5：按左方向键。偶数或大于 5：按右方向键。请在不出错的前提下尽快回答。</translation>
    </message>
    <message>
        <source>Odd or less: press F. Even or more: press J. Answer as fast as you can without mistakes.</source>
        <translation>奇数或小于 5：按 F。偶数或大于 5：按 J。请在不出错的前提下尽快回答。</translation>
    </message>
    <message>
        <source>Odd or less: press S. Even or more: press F. Answer as fast as you can without mistakes.</source>
        <translation>奇数或小于 5：按 S。偶数或大于 5：按 F。请在不出错的前提下尽快回答。</translation>
    </message>
    <message>
        <source>Odd or less: press J. Even or more: press L. Answer as fast as you can without mistakes.</source>
        <translation>奇数或小于 5：按 J。偶数或大于 5：按 L。请在不出错的前提下尽快回答。</translation>
    </message>
    <message>
        <source>Two digits</source>
        <translation>两个数字</translation>
    </message>
    <message>
        <source>Letters follow each other fast in the middle. Two of the items are digits. At the end press both, in the order in which they came. If you are not sure, guess.</source>
        <translation>中央快速地依次出现字母，其中有两个是数字。结束后请按出现的先后顺序按下这两个数字。不确定时请猜测。</translation>
    </message>
    <message>
        <source>Symbols and digits</source>
        <translation>符号与数字</translation>
    </message>
    <message>
        <source>The row at the top shows which digit belongs to which symbol. Press the digit of the symbol in the middle, then that of the next one, as fast as you can without mistakes.</source>
        <translation>上方一行显示每个符号对应的数字。请按下中间符号所对应的数字，接着按下一个的，在不出错的前提下尽可能快。</translation>
    </message>
    <message>
        <source>At a glance</source>
        <translation>一瞥之间</translation>
    </message>
    <message>
        <source>Look at the middle. For a moment a square or a circle appears there, and a disc somewhere around it. Notice both.</source>
        <translation>请看屏幕中央。那里会短暂出现一个方形或圆圈，同时周围某处出现一个圆点。请两个都留意。</translation>
    </message>
    <message>
        <source>Then press the left arrow key for a square, the right one for a circle, and the digit at the place of the disc. If you are not sure, guess.</source>
        <translation>随后，方形按左方向键，圆圈按右方向键，再按圆点所在位置的数字。不确定时请猜测。</translation>
    </message>
    <message>
        <source>Judge and remember</source>
        <translation>判断与记忆</translation>
    </message>
    <message>
        <source>Is the sum right? Press the right arrow key for yes, the left one for no. After each sum a letter appears. Remember the letters in their order.</source>
        <translation>算式对吗？对按右方向键，错按左方向键。每个算式之后出现一个字母。请按顺序记住这些字母。</translation>
    </message>
    <message>
        <source>At the end press the letters on the keyboard, in the order in which they came. The sums must be right too.</source>
        <translation>最后请在键盘上按出现的顺序按下这些字母。算式也要判断正确。</translation>
    </message>
    <message>
        <source>Are the left and the right half of the pattern mirror images? Press the right arrow key for yes, the left one for no. After each a square lights up. Remember the places in their order.</source>
        <translation>图案的左右两半互为镜像吗？是按右方向键，否按左方向键。每个图案之后有一个方格亮起。请按顺序记住它们的位置。</translation>
    </message>
    <message>
        <source>At the end each place shows a number. Press the numbers of the places, in the order in which they came. The judgements must be right too.</source>
        <translation>最后每个位置显示一个数字。请按亮起的顺序按下这些位置的数字。图案也要判断正确。</translation>
    </message>
    <message>
        <source>Practice</source>
        <translation>练习</translation>
    </message>
    <message>
        <source>First a slow example. Then try it yourself: nothing counts yet, and after each answer you see how it went.</source>
        <translation>先看一个慢速示例，然后自己试一试：现在还不计分，每次作答后都会告诉您结果。</translation>
    </message>
    <message>
        <source>Once more</source>
        <translation>再来一次</translation>
    </message>
    <message>
        <source>Now it counts</source>
        <translation>现在开始计分</translation>
    </message>
    <message>
        <source>Practice is over. From now on it gets harder when it goes well and easier when it does not, so some errors are part of it.</source>
        <translation>练习结束。从现在起，做得好就会变难，做得不好就会变容易，所以出些错是正常的。</translation>
    </message>
    <message>
        <source>Practice is over. From now on your answers count. Some errors are part of it.</source>
        <translation>练习结束。从现在起，您的回答开始计分。出些错是正常的。</translation>
    </message>
    <message>
        <source>Let us look at it together</source>
        <translation>我们一起看一看</translation>
    </message>
    <message>
        <source>This task is hard to explain on a screen. The researcher has been told and looks at it with you. Go on when you are ready, together or alone.</source>
        <translation>这个任务很难在屏幕上讲清楚。已通知研究人员来和您一起看。准备好后再继续，一起或自己做都可以。</translation>
    </message>
    <message>
        <source>Next: Space</source>
        <translation>下一题：空格键</translation>
    </message>
    <message>
        <source>No answer: Backspace</source>
        <translation>不回答：退格键</translation>
    </message>
    <message>
        <source>Done: Enter</source>
        <translation>完成：回车键</translation>
    </message>
    <message>
        <source>Very low</source>
        <translation>非常低</translation>
    </message>
    <message>
        <source>Very high</source>
        <translation>非常高</translation>
    </message>
    <message>
        <source>How sleepy are you?</source>
        <translation>您有多困？</translation>
    </message>
    <message>
        <source>How sleepy were you during the last 5 minutes?</source>
        <translation>过去 5 分钟里，您有多困？</translation>
    </message>
    <message>
        <source>extremely alert</source>
        <translation>极其清醒</translation>
    </message>
    <message>
        <source>very alert</source>
        <translation>非常清醒</translation>
    </message>
    <message>
        <source>alert</source>
        <translation>清醒</translation>
    </message>
    <message>
        <source>rather alert</source>
        <translation>比较清醒</translation>
    </message>
    <message>
        <source>neither alert nor sleepy</source>
        <translation>既不清醒也不困</translation>
    </message>
    <message>
        <source>some signs of sleepiness</source>
        <translation>有些困意</translation>
    </message>
    <message>
        <source>sleepy, but no effort to stay awake</source>
        <translation>困，但不需费力保持清醒</translation>
    </message>
    <message>
        <source>sleepy, some effort to stay awake</source>
        <translation>困，需费些力保持清醒</translation>
    </message>
    <message>
        <source>very sleepy, great effort to stay awake</source>
        <translation>非常困，需费很大力保持清醒</translation>
    </message>
    <message>
        <source>How was the task?</source>
        <translation>这个任务怎么样？</translation>
    </message>
    <message>
        <source>Mental demand</source>
        <translation>脑力需求</translation>
    </message>
    <message>
        <source>How mentally demanding was the task?</source>
        <translation>这个任务需要多少脑力？</translation>
    </message>
    <message>
        <source>Physical demand</source>
        <translation>体力需求</translation>
    </message>
    <message>
        <source>How physically demanding was the task?</source>
        <translation>这个任务需要多少体力？</translation>
    </message>
    <message>
        <source>Temporal demand</source>
        <translation>时间需求</translation>
    </message>
    <message>
        <source>How hurried or rushed was the pace of the task?</source>
        <translation>这个任务的节奏有多匆忙、紧迫？</translation>
    </message>
    <message>
        <source>Performance</source>
        <translation>表现</translation>
    </message>
    <message>
        <source>How successful were you in accomplishing what you were asked to do?</source>
        <translation>您在多大程度上完成了要求您做的事？</translation>
    </message>
    <message>
        <source>Perfect</source>
        <translation>完美</translation>
    </message>
    <message>
        <source>Failure</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Effort</source>
        <translation>努力程度</translation>
    </message>
    <message>
        <source>How hard did you have to work to accomplish your level of performance?</source>
        <translation>为达到这样的表现，您需要付出多大努力？</translation>
    </message>
    <message>
        <source>Frustration</source>
        <translation>受挫程度</translation>
    </message>
    <message>
        <source>How insecure, discouraged, irritated, stressed and annoyed were you?</source>
        <translation>您感到多大程度的不安、气馁、烦躁、紧张和恼火？</translation>
    </message>
    <message>
        <source>How do you feel?</source>
        <translation>您感觉如何？</translation>
    </message>
    <message>
        <source>How do you feel right now?</source>
        <translation>您此刻感觉如何？</translation>
    </message>
    <message>
        <source>very unpleasant</source>
        <translation>非常不愉快</translation>
    </message>
    <message>
        <source>very pleasant</source>
        <translation>非常愉快</translation>
    </message>
    <message>
        <source>How much energy do you feel right now?</source>
        <translation>您此刻觉得有多少精力？</translation>
    </message>
    <message>
        <source>very little</source>
        <translation>非常少</translation>
    </message>
    <message>
        <source>very much</source>
        <translation>非常多</translation>
    </message>
    <message>
        <source>What did you do?</source>
        <translation>您是怎么做的？</translation>
    </message>
    <message>
        <source>What helped you most to stay with the task?</source>
        <translation>什么最能帮助您专注于任务？</translation>
    </message>
    <message>
        <source>nothing in particular</source>
        <translation>没有特别的方法</translation>
    </message>
    <message>
        <source>concentrating harder</source>
        <translation>更用力地集中注意</translation>
    </message>
    <message>
        <source>relaxing, letting it come</source>
        <translation>放松，顺其自然</translation>
    </message>
    <message>
        <source>breathing or sitting in a certain way</source>
        <translation>以某种方式呼吸或坐着</translation>
    </message>
    <message>
        <source>speaking or counting in my mind</source>
        <translation>在心里说话或数数</translation>
    </message>
    <message>
        <source>imagining something</source>
        <translation>想象某样东西</translation>
    </message>
    <message>
        <source>thinking of a reward or a goal</source>
        <translation>想着奖励或目标</translation>
    </message>
    <message>
        <source>something else</source>
        <translation>其他</translation>
    </message>
    <message>
        <source>How often did you try another way?</source>
        <translation>您多久换一次别的方法？</translation>
    </message>
    <message>
        <source>never</source>
        <translation>从不</translation>
    </message>
    <message>
        <source>once or twice</source>
        <translation>一两次</translation>
    </message>
    <message>
        <source>often</source>
        <translation>经常</translation>
    </message>
    <message>
        <source>What do you expect?</source>
        <translation>您有什么期望？</translation>
    </message>
    <message>
        <source>How logical does this training seem to you?</source>
        <translation>您觉得这个训练有多合理？</translation>
    </message>
    <message>
        <source>not at all logical</source>
        <translation>完全不合理</translation>
    </message>
    <message>
        <source>very logical</source>
        <translation>非常合理</translation>
    </message>
    <message>
        <source>How successful will it be in improving your attention?</source>
        <translation>您认为它会多成功地改善您的注意力？</translation>
    </message>
    <message>
        <source>not at all successful</source>
        <translation>完全不成功</translation>
    </message>
    <message>
        <source>very successful</source>
        <translation>非常成功</translation>
    </message>
    <message>
        <source>How much do you feel your attention will have improved by the end, in percent?</source>
        <translation>您觉得到结束时，您的注意力会改善百分之多少？</translation>
    </message>
    <message>
        <source>How sure are you?</source>
        <translation>您有多确定？</translation>
    </message>
    <message>
        <source>a pure guess</source>
        <translation>纯属猜测</translation>
    </message>
    <message>
        <source>a little sure</source>
        <translation>有一点确定</translation>
    </message>
    <message>
        <source>somewhat sure</source>
        <translation>有些确定</translation>
    </message>
    <message>
        <source>rather sure</source>
        <translation>比较确定</translation>
    </message>
    <message>
        <source>certain</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>What made you think so?</source>
        <translation>是什么让您这样想？</translation>
    </message>
    <message>
        <source>nothing, I guessed</source>
        <translation>没有，我是猜的</translation>
    </message>
    <message>
        <source>how the difficulty changed</source>
        <translation>难度的变化</translation>
    </message>
    <message>
        <source>how well the training worked</source>
        <translation>训练的效果</translation>
    </message>
    <message>
        <source>something that somebody said</source>
        <translation>有人说的话</translation>
    </message>
    <message>
        <source>My own brain activity changed the training</source>
        <translation>我自己的脑活动改变了训练</translation>
    </message>
    <message>
        <source>My answers alone changed the training</source>
        <translation>只有我的回答改变了训练</translation>
    </message>
    <message>
        <source>A signal that was not mine changed it</source>
        <translation>不属于我的信号改变了训练</translation>
    </message>
    <message>
        <source>The brain activity of another person changed it</source>
        <translation>另一个人的脑活动改变了训练</translation>
    </message>
    <message>
        <source>I do not know</source>
        <translation>我不知道</translation>
    </message>
    <message>
        <source>What do you think your training was?</source>
        <translation>您认为您的训练是哪一种？</translation>
    </message>
    <message>
        <source>Which arm do you think this participant was in?</source>
        <translation>您认为这位参与者属于哪个组？</translation>
    </message>
    <message>
        <source>What do you think?</source>
        <translation>您怎么看？</translation>
    </message>
    <message>
        <source>A few questions</source>
        <translation>几个问题</translation>
    </message>
    <message>
        <source>Answer as it is for you; there is no right or wrong. Choose with the number or arrow keys or the mouse, then press Space. You may leave a question out.</source>
        <translation>请按您的真实情况回答，没有对错。用数字键、方向键或鼠标选择，再按空格键。您可以跳过任何问题。</translation>
    </message>
    <message>
        <source>Where was your attention just now?</source>
        <translation>刚才您的注意力在哪里？</translation>
    </message>
    <message>
        <source>on the task</source>
        <translation>在任务上</translation>
    </message>
    <message>
        <source>on how the task is going</source>
        <translation>在想任务做得怎么样</translation>
    </message>
    <message>
        <source>elsewhere, on purpose</source>
        <translation>有意想着别的事</translation>
    </message>
    <message>
        <source>elsewhere, without meaning to</source>
        <translation>不知不觉想着别的事</translation>
    </message>
    <message>
        <source>on something I saw, heard or felt</source>
        <translation>在看到、听到或感觉到的东西上</translation>
    </message>
    <message>
        <source>nowhere: my mind was blank</source>
        <translation>哪里也不在：脑中一片空白</translation>
    </message>
    <message>
        <source>Your turn</source>
        <translation>轮到您了</translation>
    </message>
    <message>
        <source>Backspace: take the last one back</source>
        <translation>退格键：撤回最后一个</translation>
    </message>
    <message>
        <source>A circle</source>
        <translation>一个圆</translation>
    </message>
    <message>
        <source>Between the tasks you see a circle. It may follow your own signal, or another recording: that is a part of the study, and you are told at its end. Just let it be there.</source>
        <translation>任务之间您会看到一个圆。它可能随您自己的信号变化，也可能随另一段记录变化：这是研究的一部分，研究结束时会告诉您。让它在那里就好。</translation>
    </message>
    <message>
        <source>Between the tasks you see a circle. It follows your own signal, slowly: the larger, the more it looks as it did while you worked. Just let it be there.</source>
        <translation>任务之间您会看到一个圆。它慢慢地随您自己的信号变化：越大，说明信号越像您工作时的样子。让它在那里就好。</translation>
    </message>
    <message>
        <source>The circle stays away today: your signal did not tell work from rest clearly enough to show it to you.</source>
        <translation>今天不显示圆：您的信号没有足够清楚地区分工作与休息，因此不展示给您。</translation>
    </message>
    <message>
        <source>Find it!</source>
        <translation>找一找！</translation>
    </message>
    <message>
        <source>What has changed?</source>
        <translation>什么变了？</translation>
    </message>
    <message>
        <source>Which one lit up?</source>
        <translation>哪些亮过？</translation>
    </message>
    <message>
        <source>A quiet moment</source>
        <translation>安静一会儿</translation>
    </message>
    <message>
        <source>Wait for the dot</source>
        <translation>等小圆点</translation>
    </message>
    <message>
        <source>The same pictures come again, but look for nothing. When a dot comes, press the arrow key of its side. Take your time.</source>
        <translation>同样的画面又来了，但这次什么都不用找。小圆点出现时，按它那一边的方向键。慢慢来。</translation>
    </message>
    <message>
        <source>Look at the cross and sit as still as a stone. You need not do anything. The screen tells you when it is over.</source>
        <translation>看着十字，像石头一样坐着不动。你什么都不用做。结束时屏幕会告诉你。</translation>
    </message>
    <message>
        <source>You see many straight bars. Sometimes one leans over. Can you find it?</source>
        <translation>你会看到很多直直的条。有时有一根是斜的。你能找到它吗？</translation>
    </message>
    <message>
        <source>You see many letters L, turned around. Sometimes one letter T is hiding among them. Can you find it?</source>
        <translation>你会看到很多转来转去的字母 L。有时有一个字母 T 藏在里面。你能找到它吗？</translation>
    </message>
    <message>
        <source>Is it there? Say yes or no with a key, as fast as you can.</source>
        <translation>它在吗？用按键回答是或不是，越快越好。</translation>
    </message>
    <message>
        <source>Some things flash up. Try to remember them. Then one of them comes back, or something else is there.</source>
        <translation>有几样东西闪一下。试着记住它们。然后其中一样又出现，或者换成了别的东西。</translation>
    </message>
    <message>
        <source>Is it a new thing? Yes or no? If you do not know, just guess.</source>
        <translation>是新的东西吗？是还是不是？不知道就猜一下。</translation>
    </message>
    <message>
        <source>You see nine blocks. Some of them light up, one after the other. Remember which ones, and which came first.</source>
        <translation>你会看到九个方块。有几个会一个接一个亮起来。记住是哪些，哪个先亮。</translation>
    </message>
    <message>
        <source>Then every block gets a number. Press the numbers of the blocks that lit up. Start with the first one.</source>
        <translation>然后每个方块都有一个数字。按下亮过的方块的数字，从第一个开始。</translation>
    </message>
    <message>
        <source>Then every block gets a number. Press the numbers of the blocks that lit up, the first one first. Backspace takes the last one back.</source>
        <translation>然后每个方块都有一个数字。按下亮过的方块的数字，先亮的先按。按错了，退格键可以撤回最后一个。</translation>
    </message>
    <message>
        <source>Keep them in view</source>
        <translation>看住它们</translation>
    </message>
    <message>
        <source>Some discs light up: keep these in mind. Then all look alike and move. Keep your eyes near the middle and follow them with your attention.</source>
        <translation>有些圆点会亮起：请记住它们。随后所有圆点看起来都一样并开始移动。眼睛保持在中央附近，用注意力跟踪它们。</translation>
    </message>
    <message>
        <source>When they stop, mark the discs that had lit up: click or touch them, or press their numbers. If you lost some, guess. A second click takes a mark away.</source>
        <translation>停下后，标出刚才亮起的圆点：点击、触摸，或按它们的数字。若跟丢了，请猜。再点一次可取消标记。</translation>
    </message>
    <message>
        <source>Four things at once</source>
        <translation>同时做四件事</translation>
    </message>
    <message>
        <source>Keep the marker between the two lines with the left and right arrow keys. When a gauge leaves its middle, press its number.</source>
        <translation>用左右方向键让标记保持在两条线之间。当某个仪表偏离中间时，按它的数字。</translation>
    </message>
    <message>
        <source>Calls and tanks</source>
        <translation>呼叫和水箱</translation>
    </message>
    <message>
        <source>Press the space bar when a call is for you: an arrow that points up, or a rising chime. Keep both tanks between their lines: A and L refill them. All four count the same.</source>
        <translation>呼叫是给您的时（箭头朝上，或音调上升），按空格键。让两个水箱保持在刻度线之间：按 A 和 L 加水。四件事同样重要。</translation>
    </message>
    <message>
        <source>Connect in order</source>
        <translation>按顺序连接</translation>
    </message>
    <message>
        <source>Click or touch the circles in order: 1, 2, 3 and so on, as fast as you can. After a wrong one, go on with the right one.</source>
        <translation>按顺序点击或触摸圆圈：1、2、3……，越快越好。点错后，接着点正确的那个。</translation>
    </message>
    <message>
        <source>Numbers and letters in turn</source>
        <translation>数字和字母交替</translation>
    </message>
    <message>
        <source>Where there are letters too, change between them: 1, A, 2, B, 3, C and so on, as fast as you can.</source>
        <translation>如果还有字母，请交替进行：1、A、2、B、3、C……，越快越好。</translation>
    </message>
    <message>
        <source>What else is it good for?</source>
        <translation>它还能做什么用？</translation>
    </message>
    <message>
        <source>A thing is named. Type uses for it other than the usual one, as many and as different as you can. Press Enter after each.</source>
        <translation>会给出一样东西的名称。请输入它平常用途以外的用法，越多、越不同越好。每写完一个按回车键。</translation>
    </message>
    <message>
        <source>One word for three</source>
        <translation>三词寻一</translation>
    </message>
    <message>
        <source>Three words appear. Find a fourth that makes a word or phrase with each of them. Type it and press Enter. Press Enter alone if you give up.</source>
        <translation>会出现三个词。请找出能与每一个都组成词语的第四个词或字。输入后按回车键。若放弃，直接按回车键。</translation>
    </message>
    <message>
        <source>In the classroom</source>
        <translation>在教室里</translation>
    </message>
    <message>
        <source>Letters appear on the board. Press the space bar for each X, as fast as you can, and for no other. Other things happen in the room: let them go by.</source>
        <translation>黑板上会出现字母。每次出现 X 就尽快按空格键，其他字母不按。教室里还会发生别的事：不用理会。</translation>
    </message>
</context>
<context>
    <name>timing</name>
    <message>
        <source>Buffer swaps not synchronised to the refresh</source>
        <translation>未与屏幕刷新同步的缓冲区交换（swap）</translation>
    </message>
    <message>
        <source>our own choice: without the wait, the time of a swap is not that of the picture</source>
        <translation>本软件自定：若不等待刷新，缓冲区交换的时刻就不是画面出现的时刻</translation>
    </message>
    <message>
        <source>Refresh rate differs from the reported one by</source>
        <translation>刷新率与标称值相差</translation>
    </message>
    <message>
        <source>our own choice</source>
        <translation>本软件自定</translation>
    </message>
    <message>
        <source>Spread (SD) of the swap intervals</source>
        <translation>缓冲区交换间隔的离散度（标准差）</translation>
    </message>
    <message>
        <source>1 ms: Bridges et al. (2020), https://doi.org/10.7717/peerj.9414, what good laboratory software reaches; 3 ms: our own choice</source>
        <translation>1 ms：Bridges 等（2020），https://doi.org/10.7717/peerj.9414，优秀实验软件可达到的水平；3 ms：本软件自定</translation>
    </message>
    <message>
        <source>Onset after it was due, 99th percentile</source>
        <translation>呈现晚于预定时刻，第 99 百分位</translation>
    </message>
    <message>
        <source>our own choice: an eighth and half of a refresh at 60 Hz</source>
        <translation>本软件自定：60 Hz 刷新周期的八分之一和一半</translation>
    </message>
    <message>
        <source>Frames dropped in a thousand</source>
        <translation>每千帧丢帧数</translation>
    </message>
    <message>
        <source>our own choice: each trial with one is flagged</source>
        <translation>本软件自定：每个发生丢帧的试次都会标记</translation>
    </message>
    <message>
        <source>From a key&apos;s event to the frame it changes, median</source>
        <translation>从按键事件到画面改变，中位数</translation>
    </message>
    <message>
        <source>our own choice: two and three refreshes at 60 Hz</source>
        <translation>本软件自定：60 Hz 下的两个和三个刷新周期</translation>
    </message>
    <message>
        <source>From a click&apos;s event to the frame it changes, median</source>
        <translation>从点击事件到画面改变，中位数</translation>
    </message>
    <message>
        <source>From a touch&apos;s event to the frame it changes, median</source>
        <translation>从触摸事件到画面改变，中位数</translation>
    </message>
    <message>
        <source>Sound latency reported by the device</source>
        <translation>设备报告的声音延迟</translation>
    </message>
    <message>
        <source>our own choice; sounds are started ahead by what is known</source>
        <translation>本软件自定；声音会按已知延迟提前播放</translation>
    </message>
    <message>
        <source>Sound onset after it was due, spread (SD)</source>
        <translation>声音晚于预定时刻，离散度（标准差）</translation>
    </message>
    <message>
        <source>1 ms: Bridges et al. (2020), https://doi.org/10.7717/peerj.9414; 5 ms: our own choice</source>
        <translation>1 ms：Bridges 等（2020），https://doi.org/10.7717/peerj.9414；5 ms：本软件自定</translation>
    </message>
    <message>
        <source>Buffer swaps are not synchronised to this screen&apos;s refresh, as on a virtual display or under some compositors: onset times are those of the program, not of the screen.</source>
        <translation>缓冲区交换没有与此屏幕刷新同步，例如在虚拟显示器或某些合成器下：呈现时刻是程序的，而不是屏幕的。</translation>
    </message>
    <message>
        <source>Without the device itself, which adds some milliseconds of its own: measure it with a robot key (see the page on timing).</source>
        <translation>不含设备本身，设备还会增加几毫秒：请用自动按键装置（robot key）测量（见计时说明页）。</translation>
    </message>
    <message>
        <source>There is no sound device here.</source>
        <translation>此处没有声音设备。</translation>
    </message>
</context>
<context>
    <name>why</name>
    <message>
        <source>First level of the block.</source>
        <translation>本组块的起始等级。</translation>
    </message>
    <message>
        <source>The level is fixed.</source>
        <translation>等级固定。</translation>
    </message>
    <message>
        <source>Wrong: easier.</source>
        <translation>错误：难度降低。</translation>
    </message>
    <message>
        <source>Wrong: not yet enough for a new level.</source>
        <translation>错误：还不足以换级。</translation>
    </message>
    <message>
        <source>Wrong: this is the easiest level.</source>
        <translation>错误：已是最易等级。</translation>
    </message>
    <message>
        <source>Wrong while not engaged: easier, by less than for the answer alone.</source>
        <translation>错误，且当时投入度低：难度降低，但幅度小于仅按作答时。</translation>
    </message>
    <message>
        <source>The learned policy makes it harder than the answers alone would.</source>
        <translation>学得的策略使其比仅凭作答更难。</translation>
    </message>
    <message>
        <source>The learned policy makes it easier than the answers alone would.</source>
        <translation>学得的策略使其比仅凭作答更容易。</translation>
    </message>
    <message>
        <source>Outside what the learned policy was trained on: by the answers alone.</source>
        <translation>超出学得策略的训练范围：仅凭作答决定。</translation>
    </message>
    <message>
        <source>Drawn by lot, whatever was answered.</source>
        <translation>随机抽定，与回答无关。</translation>
    </message>
    <message>
        <source>Easier: the teacher asked for it.</source>
        <translation>降低难度：应教师的请求。</translation>
    </message>
    <message>
        <source>The level that is most informative about the threshold.</source>
        <translation>对估计阈值最有信息量的等级。</translation>
    </message>
    <message>
        <source>The engagement score makes it harder than the answers alone would.</source>
        <translation>投入度得分使难度高于仅按答题表现所定的水平。</translation>
    </message>
    <message>
        <source>Correct: harder.</source>
        <translation>正确：难度升高。</translation>
    </message>
    <message>
        <source>Correct: not yet enough for a new level.</source>
        <translation>正确：还不足以换级。</translation>
    </message>
    <message>
        <source>Correct: this is the hardest level.</source>
        <translation>正确：已是最难等级。</translation>
    </message>
    <message>
        <source>Correct and engaged: harder, by more than for the answer alone.</source>
        <translation>正确且投入：难度升高，幅度大于仅按作答时。</translation>
    </message>
    <message>
        <source>The engagement score makes it easier than the answers alone would.</source>
        <translation>投入度得分使难度低于仅按答题表现所定的水平。</translation>
    </message>
    <message>
        <source>Unusual reaction times: harder than the answers alone would make it.</source>
        <translation>反应时异常：难度高于仅按答题表现所定的水平。</translation>
    </message>
    <message>
        <source>Unusual reaction times: easier than the answers alone would make it.</source>
        <translation>反应时异常：难度低于仅按答题表现所定的水平。</translation>
    </message>
    <message>
        <source>The level expected to be answered correctly as often as training aims for.</source>
        <translation>预计正确率符合训练目标的等级。</translation>
    </message>
    <message>
        <source>This task has not been done in this session yet.</source>
        <translation>本次会话中尚未做过此任务。</translation>
    </message>
    <message>
        <source>No more time is left than this task has to get in any case.</source>
        <translation>剩余时间只够保证此任务的最少次数。</translation>
    </message>
    <message>
        <source>The level of this task rose most the last time.</source>
        <translation>此任务上一次的等级上升最多。</translation>
    </message>
    <message>
        <source>No other task was left to choose.</source>
        <translation>没有其他任务可选。</translation>
    </message>
</context>
</TS>
