<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN">
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
        <source>&amp;Calibration report</source>
        <translation>校准报告(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Keyboard shortcuts</source>
        <translation>键盘快捷键(&amp;K)</translation>
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
        <translation>由表现和投入度共同决定难度，前提是投入度评分通过了校准。</translation>
    </message>
    <message>
        <source>Performance only</source>
        <translation>仅按表现</translation>
    </message>
    <message>
        <source>Performance alone chooses the difficulty. The EEG is recorded and scored.</source>
        <translation>仅由表现决定难度。脑电照常记录并评分。</translation>
    </message>
    <message>
        <source>Sham</source>
        <translation>假反馈</translation>
    </message>
    <message>
        <source>The difficulty follows a score that is not the participant&apos;s own. The screen looks the same.</source>
        <translation>难度跟随并非该参与者本人的评分。屏幕显示完全相同。</translation>
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
        <translation>任务时长</translation>
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
        <source>Pope&apos;s index β/(α+θ)</source>
        <translation>Pope 指数 β/(α+θ)</translation>
    </message>
    <message>
        <source>attention model</source>
        <translation>注意力模型</translation>
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
        <translation>它只说明：今天，以头戴设备目前的佩戴状态，该评分能区分此人的任务与静息。它并不说明此人有多专注。</translation>
    </message>
    <message>
        <source>The score is a state over tens of seconds. It does not detect single lapses.</source>
        <translation>评分反映的是数十秒内的状态，不能检测单次走神。</translation>
    </message>
    <message>
        <source>“Watching only” is no verdict on the participant: a few minutes of noisy EEG often cannot show more. The session goes on with performance alone.</source>
        <translation>“仅观察”不是对参与者的评判：几分钟带噪声的脑电往往说明不了更多。会话仅按表现继续。</translation>
    </message>
    <message>
        <source>It holds for this run. The next session is calibrated anew.</source>
        <translation>结论仅对本次运行有效，下次会话会重新校准。</translation>
    </message>
    <message>
        <source>May steer: the score tells task from rest, and no control does it better.</source>
        <translation>可以参与调节：评分能区分任务与静息，且没有任何对照优于它。</translation>
    </message>
    <message>
        <source>Watching only: the score does not beat {controls}. Difficulty follows performance alone.</source>
        <translation>仅观察：评分未能优于{controls}。难度仅按表现变化。</translation>
    </message>
    <message>
        <source>Watching only: rest and task did not take turns, so that the clock alone could tell them apart. Difficulty follows performance alone.</source>
        <translation>仅观察：静息与任务没有交替，仅凭时间就能把二者分开。难度仅按表现变化。</translation>
    </message>
    <message>
        <source>Watching only: too little clean EEG for a verdict ({rest} windows of rest and {task} of task; at least {chunks} stretches of each are needed). Difficulty follows performance alone.</source>
        <translation>仅观察：干净的脑电太少，无法判定（静息窗口 {rest} 个，任务窗口 {task} 个；两者各至少需要 {chunks} 段）。难度仅按表现变化。</translation>
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
        <translation>窗口</translation>
    </message>
    <message>
        <source>Left out in turn</source>
        <translation>轮流留出</translation>
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
        <source>{blocks} blocks, rest and task changing {turns} times. Stretches of {seconds} s stay together; one of rest and one of task is left out while the model is fitted to the others, until each was left out once. Only what was left out is judged.</source>
        <translation>共 {blocks} 个组块，静息与任务交替 {turns} 次。{seconds} 秒的片段不拆分；每次留出静息和任务各一段，用其余片段拟合模型，直到每段都留出过一次。只评判留出的部分。</translation>
    </message>
    <message>
        <source>Shuffled labels</source>
        <translation>打乱标签</translation>
    </message>
    <message>
        <source>{share} of them do as well (at most 5 % may)</source>
        <translation>其中 {share} 能达到同样水平（上限 5 %）</translation>
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
</context>
<context>
    <name>CalibrationPage</name>
    <message>
        <source>Whether the score may act on the difficulty in this run, and what that was decided from.</source>
        <translation>本次运行中评分能否影响难度，以及依据是什么。</translation>
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
        <translation>评分与它必须超过的对照</translation>
    </message>
    <message>
        <source>◆ with its 95 % interval over stretches. The bar is how far 19 of 20 shuffles of the labels come; ● is each control alone, by the same cross-validation.</source>
        <translation>◆ 为评分及其按片段计算的 95 % 区间。横条表示 20 次打乱标签中有 19 次所能达到的范围；● 为每项对照单独按同样的交叉验证所得。</translation>
    </message>
    <message>
        <source>Does it mean what it says?</source>
        <translation>评分说到做到吗？</translation>
    </message>
    <message>
        <source>Held-out windows in fifths of their score, with 95 % intervals. On the dashed line, a score of 0.7 is task seven times in ten.</source>
        <translation>留出的窗口按评分分为五档，附 95 % 区间。落在虚线上时，评分 0.7 表示十次中有七次是任务。</translation>
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
        <translation>请在“会话”中选择一个会话，这里会显示它的校准。</translation>
    </message>
    <message>
        <source>All sessions</source>
        <translation>全部会话</translation>
    </message>
    <message>
        <source>This run has not been calibrated. The report stands here once its calibration blocks are over; until then the score only watches.</source>
        <translation>本次运行尚未校准。校准组块结束后，报告会显示在这里；在此之前评分仅作观察。</translation>
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
    <name>EegPlot</name>
    <message>
        <source>EEG traces</source>
        <translation>脑电波形</translation>
    </message>
    <message>
        <source>{scale} µV</source>
        <translation>{scale} µV</translation>
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
        <translation>参与者按下了紧急键。</translation>
    </message>
    <message>
        <source>The session failed.</source>
        <translation>会话失败。</translation>
    </message>
</context>
<context>
    <name>EyesClosedCheck</name>
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
        <translation>✓ 闭眼时 α 波增至 {ratio} 倍（界限 {limit}）：确实收到了脑电。</translation>
    </message>
    <message>
        <source>▲ Alpha rose only {ratio}-fold with the eyes closed (limit {limit}). Check the electrodes at the back; some people show little alpha.</source>
        <translation>▲ 闭眼时 α 波仅为 {ratio} 倍（界限 {limit}）。请检查后部电极；有些人的 α 波本来就弱。</translation>
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
        <source>good</source>
        <translation>良好</translation>
    </message>
    <message>
        <source>{fault}, {value} (limit {limit})</source>
        <translation>{fault}，{value}（界限 {limit}）</translation>
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
        <translation>搜索头戴设备</translation>
    </message>
    <message>
        <source>Headsets</source>
        <translation>头戴设备</translation>
    </message>
    <message>
        <source>Reading the list of headsets…</source>
        <translation>正在读取设备列表…</translation>
    </message>
    <message>
        <source>Choose a headset from the list</source>
        <translation>请从列表中选择头戴设备</translation>
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
        <translation>无法读取设备列表：{why}</translation>
    </message>
    <message>
        <source>Channels and sampling rate are known once connected.</source>
        <translation>连接后即可得知通道和采样率。</translation>
    </message>
    <message>
        <source>{n} EEG channels, {sfreq} Hz</source>
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
演示无需头戴设备和参与者：请选择“新建会话”和模拟参与者。</translation>
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
        <source>Display timing</source>
        <translation>显示计时</translation>
    </message>
    <message>
        <source>Headset last used</source>
        <translation>上次使用的设备</translation>
    </message>
    <message>
        <source>Check this PC</source>
        <translation>检查本机</translation>
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
    <name>LiveTraces</name>
    <message>
        <source>Live EEG traces</source>
        <translation>实时脑电波形</translation>
    </message>
    <message>
        <source>The traces appear here once the headset is connected.</source>
        <translation>连接头戴设备后，波形会显示在这里。</translation>
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
        <source>The session is still running. All trials and EEG so far are on disk and stay; what has not been recorded yet is lost, and the participant&apos;s window closes.</source>
        <translation>会话仍在进行。到目前为止的所有试次和脑电都已存盘并会保留；尚未记录的内容将不再记录，参与者的窗口会关闭。</translation>
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
        <source>Difficulty level</source>
        <translation>难度等级</translation>
    </message>
    <message>
        <source>{level}, next {following}</source>
        <translation>{level}，下一个 {following}</translation>
    </message>
    <message>
        <source>Reaction time, ms</source>
        <translation>反应时，ms</translation>
    </message>
    <message>
        <source>● right {right}   ✕ wrong {wrong}</source>
        <translation>● 正确 {right}   ✕ 错误 {wrong}</translation>
    </message>
    <message>
        <source>no score: {why}</source>
        <translation>无评分：{why}</translation>
    </message>
    <message>
        <source>{value} · certainty {certainty}</source>
        <translation>{value} · 把握 {certainty}</translation>
    </message>
</context>
<context>
    <name>MonitorPage</name>
    <message>
        <source>Whether the score steers</source>
        <translation>评分是否参与调节</translation>
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
        <source>What the calibration found (Ctrl+9)</source>
        <translation>校准的结果（Ctrl+9）</translation>
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
        <source>The participant asks for you. Please go to them.</source>
        <translation>参与者在呼叫您，请过去看看。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>{what}, for {seconds} s. The session goes on with performance alone; the gap is marked in the data.</source>
        <translation>{what}，已 {seconds} 秒。会话仅按表现继续；数据中会标出缺口。</translation>
    </message>
    <message>
        <source>No session is running. Start one, and its EEG, engagement, difficulty and trials are shown here.</source>
        <translation>当前没有进行中的会话。开始后，这里会显示脑电、投入度、难度和试次。</translation>
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
        <translation>设备进程意外结束。除最后一秒外，脑电都已存盘，会话仅按表现继续。请重新启动设备以继续记录；数据中会标出缺口。</translation>
    </message>
    <message>
        <source>Restart headset</source>
        <translation>重新启动设备</translation>
    </message>
    <message>
        <source>The headset is being opened again…</source>
        <translation>正在重新打开设备…</translation>
    </message>
    <message>
        <source>End this session now?</source>
        <translation>现在结束此会话吗？</translation>
    </message>
    <message>
        <source>{done} of {planned} trials are done and stored, with all EEG so far. The remaining trials will not be shown. The session can be resumed later as a second run.</source>
        <translation>已完成并保存 {planned} 个试次中的 {done} 个以及到目前为止的全部脑电。其余试次将不再呈现。以后可作为第二轮继续此会话。</translation>
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
        <translation>2  头戴设备</translation>
    </message>
    <message>
        <source>3  Signal</source>
        <translation>3  信号</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>首页</translation>
    </message>
    <message>
        <source>Next: headset</source>
        <translation>下一步：设备</translation>
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
        <source>Participant {participant}, session {session}</source>
        <translation>参与者 {participant}，会话 {session}</translation>
    </message>
    <message>
        <source>not connected</source>
        <translation>未连接</translation>
    </message>
    <message>
        <source>The headset process ended unexpectedly while it was connecting. Nothing was recorded. Try again; if it happens again, choose another headset and send the log to the developers.</source>
        <translation>设备进程在连接时意外结束，没有记录任何内容。请重试；若再次发生，请换用其他设备并把日志发给开发者。</translation>
    </message>
</context>
<context>
    <name>NoteRow</name>
    <message>
        <source>What happened, such as: door slammed. Stored with its time.</source>
        <translation>发生了什么，例如：关门声。会连同时间一起保存。</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Store note</source>
        <translation>保存备注</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>NullPlot</name>
    <message>
        <source>The score beside its controls</source>
        <translation>评分与各项对照</translation>
    </message>
    <message>
        <source>this score</source>
        <translation>本评分</translation>
    </message>
    <message>
        <source>{auc} [{low}, {high}]</source>
        <translation>{auc} [{low}, {high}]</translation>
    </message>
    <message>
        <source>✓ beaten</source>
        <translation>✓ 已超过</translation>
    </message>
    <message>
        <source>✕ not beaten</source>
        <translation>✕ 未超过</translation>
    </message>
    <message>
        <source>AUC, held out</source>
        <translation>AUC（留出）</translation>
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
    <name>PlanCard</name>
    <message>
        <source>This protocol cannot be used</source>
        <translation>无法使用此方案</translation>
    </message>
    <message>
        <source>{blocks} blocks, {trials} trials, about {duration}</source>
        <translation>{blocks} 个部分，{trials} 个试次，约 {duration}</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>部分</translation>
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
</context>
<context>
    <name>ReliabilityPlot</name>
    <message>
        <source>Reliability diagram</source>
        <translation>可靠性图</translation>
    </message>
    <message>
        <source>said {p}: {share} were task, of {n} windows</source>
        <translation>评分 {p}：{n} 个窗口中 {share} 是任务</translation>
    </message>
    <message>
        <source>what the score said</source>
        <translation>评分给出的概率</translation>
    </message>
    <message>
        <source>share that was task</source>
        <translation>实际为任务的比例</translation>
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
        <source>Difficulty</source>
        <translation>难度</translation>
    </message>
</context>
<context>
    <name>SessionsPage</name>
    <message>
        <source>Sessions</source>
        <translation>会话</translation>
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
        <source>Search participant, session, protocol or date   (Ctrl+F)</source>
        <translation>搜索参与者、会话、方案或日期   (Ctrl+F)</translation>
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
        <source>Any protocol</source>
        <translation>所有方案</translation>
    </message>
    <message>
        <source>Reading the list of sessions…</source>
        <translation>正在读取会话列表…</translation>
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
        <source>{shown} of {n} sessions</source>
        <translation>显示 {n} 个会话中的 {shown} 个</translation>
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
        <source>&amp;Language</source>
        <translation>语言(&amp;L)</translation>
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
        <translation>{n} %</translation>
    </message>
    <message>
        <source>&amp;Text size</source>
        <translation>文字大小(&amp;T)</translation>
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
        <source>&amp;Screen number</source>
        <translation>屏幕编号(&amp;S)</translation>
    </message>
    <message>
        <source>&amp;Width of the picture</source>
        <translation>画面宽度(&amp;W)</translation>
    </message>
    <message>
        <source>&amp;Distance from the eyes</source>
        <translation>与眼睛的距离(&amp;D)</translation>
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
        <translation>光电二极管标记(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Fill the whole screen</source>
        <translation>占满整个屏幕(&amp;F)</translation>
    </message>
    <message>
        <source>Sizes of what is shown are in degrees of visual angle, made from width and distance: measure both. Gamma is left as the monitor has it.</source>
        <translation>呈现大小以视角度数计，由宽度和距离换算：两者都请实际测量。伽马保持显示器原样。</translation>
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
        <translation>在任何地方</translation>
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
        <source>To start all the same, say why:</source>
        <translation>若仍要开始，请说明原因：</translation>
    </message>
    <message>
        <source>Why the session starts all the same</source>
        <translation>仍要开始会话的原因</translation>
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
        <source>All {n} channels are good.</source>
        <translation>全部 {n} 个通道良好。</translation>
    </message>
    <message>
        <source>{good} of {n} channels are good, enough to begin. Better first help the others, listed at the right.</source>
        <translation>{n} 个通道中有 {good} 个良好，可以开始。最好先处理右侧列出的其他通道。</translation>
    </message>
    <message>
        <source>{good} of {n} channels are good; this protocol asks for {needed}. Work through the list at the right.</source>
        <translation>{n} 个通道中有 {good} 个良好；此方案要求 {needed} 个。请逐项处理右侧的列表。</translation>
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
        <translation>头戴设备</translation>
    </message>
    <message>
        <source>Demonstration, without a headset</source>
        <translation>演示，无需设备</translation>
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
        <translation>蓝牙 (MAC) 地址</translation>
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
        <translation>最长搜索时间，秒</translation>
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
        <translation>模拟大脑</translation>
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
        <source>Dropped frames</source>
        <translation>丢帧</translation>
    </message>
    <message>
        <source>○ not recording</source>
        <translation>○ 未在记录</translation>
    </message>
    <message>
        <source>Block {block} of {blocks} · trial {trial} of {trials}</source>
        <translation>第 {block}/{blocks} 部分 · 第 {trial}/{trials} 个试次</translation>
    </message>
</context>
<context>
    <name>Steering</name>
    <message>
        <source>the calibration beat its controls</source>
        <translation>校准优于各项对照</translation>
    </message>
    <message>
        <source>not calibrated</source>
        <translation>未校准</translation>
    </message>
    <message>
        <source>calibration below chance level or its controls</source>
        <translation>校准低于随机水平或对照</translation>
    </message>
    <message>
        <source>rest and task did not alternate in the calibration</source>
        <translation>校准中静息与任务没有交替</translation>
    </message>
    <message>
        <source>the study arm says so</source>
        <translation>由研究分组决定</translation>
    </message>
    <message>
        <source>the difficulty rule uses performance alone</source>
        <translation>难度规则只看表现</translation>
    </message>
    <message>
        <source>the headset does not answer</source>
        <translation>设备没有响应</translation>
    </message>
    <message>
        <source>○ Watching only</source>
        <translation>○ 仅观察</translation>
    </message>
    <message>
        <source>● Steering</source>
        <translation>● 参与调节</translation>
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
        <translation>设备已断开</translation>
    </message>
    <message>
        <source>The sampling rate is not right</source>
        <translation>采样率不正确</translation>
    </message>
    <message>
        <source>The headset&apos;s clock jumped</source>
        <translation>设备时钟跳变</translation>
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
        <source>All sessions</source>
        <translation>全部会话</translation>
    </message>
    <message>
        <source>These are counts only. Statistics are made from the tables of trials, blocks and sessions: choose “Export as CSV” after a session, or run attention-camp export {folder} --csv FOLDER.</source>
        <translation>此处仅为计数。统计请用试次、部分和会话表格：会话结束后选择“导出为 CSV”，或运行 attention-camp export {folder} --csv FOLDER。</translation>
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
        <source>Its quality</source>
        <translation>质量</translation>
    </message>
    <message>
        <source>Participant and session</source>
        <translation>参与者与会话</translation>
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
        <source>Correct in training</source>
        <translation>训练正确率</translation>
    </message>
    <message>
        <source>Median reaction time</source>
        <translation>反应时中位数</translation>
    </message>
    <message>
        <source>Difficulty reached</source>
        <translation>达到的难度</translation>
    </message>
    <message>
        <source>EEG on disk</source>
        <translation>已存盘的脑电</translation>
    </message>
    <message>
        <source>Trials with an engagement score</source>
        <translation>有投入度评分的试次</translation>
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
        <source>Trials with a suspect onset</source>
        <translation>起始时刻可疑的试次</translation>
    </message>
    <message>
        <source>Did the score steer?</source>
        <translation>评分是否参与调节？</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>首页</translation>
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
        <source>Open in viewer</source>
        <translation>在查看器中打开</translation>
    </message>
    <message>
        <source>Where it lies</source>
        <translation>保存位置</translation>
    </message>
    <message>
        <source>Show folder</source>
        <translation>打开文件夹</translation>
    </message>
    <message>
        <source>Check against BIDS</source>
        <translation>检查 BIDS 规范</translation>
    </message>
    <message>
        <source>{first} at first, {last} at last</source>
        <translation>开始 {first}，结束 {last}</translation>
    </message>
    <message>
        <source>{n} of {all}</source>
        <translation>{all} 个中的 {n} 个</translation>
    </message>
    <message>
        <source>Valid BIDS: the validator found no error.</source>
        <translation>符合 BIDS：验证器未发现错误。</translation>
    </message>
    <message>
        <source>The check could not be made: {why}</source>
        <translation>无法进行检查：{why}</translation>
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
        <source>Check again</source>
        <translation>重新检查</translation>
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
        <translation>上次使用的设备</translation>
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
        <source>{w} × {h}, {rate} Hz by its own account</source>
        <translation>{w} × {h}，标称 {rate} Hz</translation>
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
        <source>The primary screen is used. Choose another in Settings.</source>
        <translation>将使用主屏幕。可在设置中另选。</translation>
    </message>
    <message>
        <source>Clock</source>
        <translation>时钟</translation>
    </message>
    <message>
        <source>resolution {step}</source>
        <translation>分辨率 {step}</translation>
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
        <translation>尚未测量。需时约半分钟；参与者的屏幕会显示测试图。结果作为本机的计时证书保存，并随每个会话保存。</translation>
    </message>
    <message>
        <source>Measured {date}, {screen}</source>
        <translation>测于 {date}，{screen}</translation>
    </message>
    <message>
        <source>limit {limit}</source>
        <translation>界限 {limit}</translation>
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
        <translation>通道间距 (↑ ↓)</translation>
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
        <source>Shown as recorded.</source>
        <translation>按原始记录显示。</translation>
    </message>
    <message>
        <source>Shown: 1–{low} Hz without {line} Hz mains, {delay} ms late at 10 Hz. The file keeps the signal as recorded.</source>
        <translation>显示：1–{low} Hz，去除 {line} Hz 工频，10 Hz 处延迟 {delay} ms。文件保存原始信号。</translation>
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
        <source>EEG quality</source>
        <translation>脑电质量</translation>
    </message>
    <message>
        <source>Next level, and why</source>
        <translation>下一等级及原因</translation>
    </message>
    <message>
        <source>Log of trials</source>
        <translation>试次日志</translation>
    </message>
    <message>
        <source>✓ right</source>
        <translation>✓ 正确</translation>
    </message>
    <message>
        <source>✕ wrong</source>
        <translation>✕ 错误</translation>
    </message>
</context>
<context>
    <name>TrialTable</name>
    <message>
        <source>Trial</source>
        <translation>试次</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回答</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>等级</translation>
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
        <source>Condition</source>
        <translation>条件</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>阶段</translation>
    </message>
    <message>
        <source>✓ right</source>
        <translation>✓ 正确</translation>
    </message>
    <message>
        <source>✕ wrong</source>
        <translation>✕ 错误</translation>
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
        <translation>频率，Hz</translation>
    </message>
    <message>
        <source>Course of the trials</source>
        <translation>试次进程</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>等级</translation>
    </message>
    <message>
        <source>Reaction, ms</source>
        <translation>反应时，ms</translation>
    </message>
    <message>
        <source>Engagement</source>
        <translation>投入度</translation>
    </message>
</context>
<context>
    <name>ViewerKeys</name>
    <message>
        <source>Scroll by a tenth of the window</source>
        <translation>滚动窗口的十分之一</translation>
    </message>
    <message>
        <source>Scroll by a whole window</source>
        <translation>滚动整个窗口</translation>
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
        <source>Keys: ← → scroll, + − zoom, ↑ ↓ scale, N P trials, F1 all</source>
        <translation>按键：← → 滚动，+ − 缩放，↑ ↓ 幅度，N P 试次，F1 全部</translation>
    </message>
    <message>
        <source>Calibration report</source>
        <translation>校准报告</translation>
    </message>
    <message>
        <source>Open a session…</source>
        <translation>打开会话…</translation>
    </message>
    <message>
        <source>Trials</source>
        <translation>试次</translation>
    </message>
    <message>
        <source>No session is open</source>
        <translation>没有打开的会话</translation>
    </message>
    <message>
        <source>Choose one in “Sessions”, or open a session folder such as DATASET/sub-01/ses-01. Its trials, EEG and spectra are shown here over one time axis.</source>
        <translation>请在“会话列表”中选择，或打开会话文件夹，例如 DATASET/sub-01/ses-01。其试次、脑电和频谱会沿同一时间轴显示在这里。</translation>
    </message>
    <message>
        <source>Reading {path}…</source>
        <translation>正在读取 {path}…</translation>
    </message>
    <message>
        <source>{name} · {duration} · {n} channels, {sfreq} Hz</source>
        <translation>{name} · {duration} · {n} 个通道，{sfreq} Hz</translation>
    </message>
</context>
<context>
    <name>ViewerTools</name>
    <message>
        <source>◀ Trial</source>
        <translation>◀ 试次</translation>
    </message>
    <message>
        <source>Previous trial (P)</source>
        <translation>上一个试次 (P)</translation>
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
        <translation>下一个试次 (N)</translation>
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
        <source>Spectrum</source>
        <translation>频谱</translation>
    </message>
    <message>
        <source>Show or hide the spectrum (S)</source>
        <translation>显示或隐藏频谱 (S)</translation>
    </message>
    <message>
        <source>Time shown</source>
        <translation>显示时长</translation>
    </message>
    <message>
        <source>Time shown (+ −)</source>
        <translation>显示时长 (+ −)</translation>
    </message>
    <message>
        <source>Distance between two channels</source>
        <translation>通道间距</translation>
    </message>
    <message>
        <source>Distance between two channels (↑ ↓)</source>
        <translation>通道间距 (↑ ↓)</translation>
    </message>
    <message>
        <source>{scale} µV</source>
        <translation>{scale} µV</translation>
    </message>
    <message>
        <source>Channels {shown}/{n}</source>
        <translation>通道 {shown}/{n}</translation>
    </message>
</context>
<context>
    <name>WhoStep</name>
    <message>
        <source>participant</source>
        <translation>参与者</translation>
    </message>
    <message>
        <source>session</source>
        <translation>会话</translation>
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
        <source>Who a&amp;nswers</source>
        <translation>由谁作答(&amp;N)</translation>
    </message>
    <message>
        <source>Their &amp;language</source>
        <translation>其语言(&amp;L)</translation>
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
        <source>✓ Known, with sessions {sessions}.</source>
        <translation>✓ 已有此人，会话 {sessions}。</translation>
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
        <source>✓ Proposed, because it comes next.</source>
        <translation>✓ 按顺序建议。</translation>
    </message>
    <message>
        <source>✓ Not recorded yet.</source>
        <translation>✓ 尚未记录。</translation>
    </message>
    <message>
        <source>Protocols (*.yaml *.yml)</source>
        <translation>方案 (*.yaml *.yml)</translation>
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
        <translation>出现过</translation>
    </message>
    <message>
        <source>negative</source>
        <translation>未出现</translation>
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
        <source>none</source>
        <translation>无提示</translation>
    </message>
    <message>
        <source>center</source>
        <translation>中心提示</translation>
    </message>
    <message>
        <source>double</source>
        <translation>双提示</translation>
    </message>
    <message>
        <source>spatial</source>
        <translation>空间提示</translation>
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
</context>
<context>
    <name>hearing</name>
    <message>
        <source>This protocol has tasks that must be heard ({tasks}). {why}</source>
        <translation>此方案含有需要听的任务（{tasks}）。{why}</translation>
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
        <source>{done} of {all} parts done</source>
        <translation>已完成 {all} 部分中的 {done} 部分</translation>
    </message>
    <message>
        <source>Time for a break</source>
        <translation>休息一下</translation>
    </message>
    <message>
        <source>You were faster and more accurate than in your last part.</source>
        <translation>您比上一部分更快，也更准确。</translation>
    </message>
    <message>
        <source>You were faster than in your last part.</source>
        <translation>您比上一部分更快。</translation>
    </message>
    <message>
        <source>You were more accurate than in your last part.</source>
        <translation>您比上一部分更准确。</translation>
    </message>
    <message>
        <source>You have stayed with it. Let your eyes rest and breathe.</source>
        <translation>您一直在坚持。让眼睛休息，放松呼吸。</translation>
    </message>
    <message>
        <source>A short pause</source>
        <translation>短暂暂停</translation>
    </message>
    <message>
        <source>The researcher will go on with you in a moment.</source>
        <translation>研究人员马上会与您继续。</translation>
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
        <source>Assessment battery</source>
        <translation>评估套组</translation>
    </message>
    <message>
        <source>Every task once, for before and after a camp; nothing is trained. About 45 minutes. Use the same PC, display and headset both times. The auditory tasks need a sound device.</source>
        <translation>每项任务各做一次，用于训练营前后；不作训练。约 45 分钟。两次请使用同一台电脑、显示器和头戴设备。听觉任务需要声音设备。</translation>
    </message>
    <message>
        <source>Attention camp for children</source>
        <translation>儿童注意力训练营</translation>
    </message>
    <message>
        <source>Sessions of about 10 minutes for children of 8 to 12 years: few items, long limits, frequent breaks. A grown-up stays in the room. Not for children who have had seizures, unless their physician agrees.</source>
        <translation>面向 8 至 12 岁儿童，每次约 10 分钟：项目少、时限长、休息多。须有成人在场。曾有癫痫发作的儿童不宜使用，除非医生同意。</translation>
    </message>
    <message>
        <source>Demonstration</source>
        <translation>演示</translation>
    </message>
    <message>
        <source>A short calibration, then visual search and n-back whose difficulty follows performance and, where the calibration allows it, engagement. For a first look and for tests; three minutes train nobody.</source>
        <translation>先做简短校准，再做视觉搜索和 n-back，难度随表现变化，校准允许时也随投入度变化。用于初次体验和测试；三分钟练不出什么。</translation>
    </message>
    <message>
        <source>Attention camp for older adults</source>
        <translation>老年人注意力训练营</translation>
    </message>
    <message>
        <source>Sessions of about 15 minutes for adults over 60 years: longer limits and breaks, an easy beginning. Set the text size to 150 % on the settings page. It trains attention; it neither diagnoses nor treats dementia.</source>
        <translation>面向 60 岁以上成人，每次约 15 分钟：时限和休息更长，由易开始。请在设置页把文字大小设为 150 %。它训练注意力；不诊断也不治疗痴呆。</translation>
    </message>
    <message>
        <source>Reaction form</source>
        <translation>反应训练</translation>
    </message>
    <message>
        <source>A session of about 12 minutes for esports players and others whose work is fast answers: vigilance, flankers, conjunction search. Nothing here predicts success in a game.</source>
        <translation>面向电竞选手及其他需要快速反应的人，约 12 分钟：警觉、侧抑制、联合搜索。这里的任何结果都不能预测比赛胜负。</translation>
    </message>
    <message>
        <source>Rehabilitation form</source>
        <translation>康复训练</translation>
    </message>
    <message>
        <source>Sessions of about 15 minutes with a break of at least a minute after each short block, for use by clinicians beside their own programme. Difficulty follows performance alone, since EEG after brain injury is unlike what the model was trained on. It is no medical device and replaces no treatment.</source>
        <translation>每次约 15 分钟，每个短部分后至少休息一分钟，供临床人员配合自己的方案使用。难度仅随表现变化，因为脑损伤后的脑电与模型的训练数据不同。它不是医疗器械，不能替代任何治疗。</translation>
    </message>
    <message>
        <source>Attention break at work</source>
        <translation>工间注意力练习</translation>
    </message>
    <message>
        <source>A session of about 12 minutes for people at work: sustained attention and working memory. The results belong to the participant; it is not for selecting or ranking staff.</source>
        <translation>面向上班族，约 12 分钟：持续注意和工作记忆。结果归参与者所有；不得用于挑选员工或排名。</translation>
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
        <translation>滤波器稳定中</translation>
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
        <translation>没有设备</translation>
    </message>
    <message>
        <source>too few electrodes with a known position</source>
        <translation>已知位置的电极太少</translation>
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
        <source>needs training on labelled recordings first</source>
        <translation>须先用有标签的记录训练</translation>
    </message>
</context>
<context>
    <name>signal</name>
    <message>
        <source>Samples were lost on their way. Move the headset closer to its receiver, unplug other radio devices and charge the battery.</source>
        <translation>传输中有样本丢失。请让设备靠近接收器，拔掉其他无线设备，并给电池充电。</translation>
    </message>
    <message>
        <source>The amplifier is at its limit. Re-seat this electrode and the reference, and add gel or saline.</source>
        <translation>放大器已达极限。请重新安放此电极和参考电极，并添加导电膏或盐水。</translation>
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
        <translation>肌电盖住了脑电。请对方放松下颌、前额和颈部。</translation>
    </message>
    <message>
        <source>This electrode and a neighbour show the same signal. Wipe off the gel or saline between them.</source>
        <translation>此电极与相邻电极信号相同。请擦去两者之间的导电膏或盐水。</translation>
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
        <source>Right</source>
        <translation>正确</translation>
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
        <translation>请注视十字。上方或下方会出现一行图形。只报告中间的箭头，忽略旁边的。</translation>
    </message>
    <message>
        <source>Your answer</source>
        <translation>您的回答</translation>
    </message>
    <message>
        <source>Press the arrow key that points the same way, left or right. Stars may flash before, to tell when or where the row comes.</source>
        <translation>请按与它方向相同的方向键，左或右。之前可能有星号闪现，提示图形何时或在哪里出现。</translation>
    </message>
    <message>
        <source>Rare tones</source>
        <translation>稀少的声音</translation>
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
        <source>If it is the same object as before, press the left arrow key. If it has changed, press the right arrow key. If you are not sure, guess.</source>
        <translation>若与之前的图形相同，请按左方向键；若变了，请按右方向键。不确定就猜。</translation>
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
        <translation>随后每个方块会显示一个数字。请按相同顺序，按下亮过的方块的数字。</translation>
    </message>
    <message>
        <source>Then each block shows a number. Press the numbers of the blocks that lit up, backward: the last one first.</source>
        <translation>随后每个方块会显示一个数字。请倒序按下亮过的方块的数字：最后亮的先按。</translation>
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
        <translation>N-back</translation>
    </message>
    <message>
        <source>Items appear one after another. Compare each with the one a few steps before. Each run begins by saying how many steps: 1-back means the one just before, 2-back the one before that.</source>
        <translation>项目会逐个出现。请把每一个与前面隔几步的那个比较。每轮开始时会告知隔几步：1-back 是紧挨着的前一个，2-back 是再前一个。</translation>
    </message>
    <message>
        <source>Press the space bar whenever the letter matches. Press nothing otherwise. Beware of letters that match, but at the wrong number of steps.</source>
        <translation>字母相同时请按空格键，否则什么都不按。当心那些相同但步数不对的字母。</translation>
    </message>
    <message>
        <source>Press the space bar whenever the square is where it was the given number of steps before. Press nothing otherwise.</source>
        <translation>方块与规定步数之前的位置相同时请按空格键，否则什么都不按。</translation>
    </message>
    <message>
        <source>Press F when the place of the square matches, J when the spoken letter matches, both keys when both match. Press nothing otherwise.</source>
        <translation>方块位置相同时按 F，读出的字母相同时按 J，两者都相同时两个键都按。否则什么都不按。</translation>
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
        <source>Rest</source>
        <translation>静息</translation>
    </message>
    <message>
        <source>Sit comfortably, look at the cross and let your thoughts pass. Relax your jaw and shoulders, and try not to move. A soft tone tells you when it is over.</source>
        <translation>请舒适地坐好，注视十字，让思绪自然流过。放松下颌和肩膀，尽量不动。结束时会有一声轻响。</translation>
    </message>
    <message>
        <source>Close your eyes and stay awake. Relax your jaw and shoulders, and try not to move. A soft tone tells you when you may open your eyes.</source>
        <translation>请闭上眼睛，保持清醒。放松下颌和肩膀，尽量不动。听到轻响时即可睁眼。</translation>
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
        <translation>只有一个数字例外</translation>
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
        <source>If the letter in the ring was among them, press the right arrow key. If it was not, press the left arrow key. Answer as fast as you can without mistakes.</source>
        <translation>若圆环中的字母出现过，请按右方向键；若没有，请按左方向键。在不出错的前提下尽快回答。</translation>
    </message>
    <message>
        <source>Visual search</source>
        <translation>视觉搜索</translation>
    </message>
    <message>
        <source>If it is there, press the right arrow key. If it is not there, press the left arrow key. Answer as fast as you can without mistakes.</source>
        <translation>若有目标，请按右方向键；若没有，请按左方向键。在不出错的前提下尽快回答。</translation>
    </message>
    <message>
        <source>Many upright bars appear at once. Look for the one that is tilted. It is there in half of the displays.</source>
        <translation>许多竖直的条会同时出现。请寻找那个倾斜的。有一半的画面里有它。</translation>
    </message>
    <message>
        <source>Many bars appear at once. Look for the one that is both filled and tilted. Others are filled or tilted, never both. It is there in half of the displays.</source>
        <translation>许多条会同时出现。请寻找既填实又倾斜的那个。其他的只填实或只倾斜，不会两者兼有。有一半的画面里有它。</translation>
    </message>
    <message>
        <source>Many letters L appear at once, turned in all directions. Look for the one letter T. It may be turned too. It is there in half of the displays.</source>
        <translation>许多朝各个方向旋转的字母 L 会同时出现。请寻找唯一的字母 T，它也可能是旋转的。有一半的画面里有它。</translation>
    </message>
    <message>
        <source>Many digits appear at once. Look for the one letter among them. It is there in half of the displays.</source>
        <translation>许多数字会同时出现。请寻找其中唯一的字母。有一半的画面里有它。</translation>
    </message>
    <message>
        <source>Hello! Today you will look for shapes and remember things. Sit comfortably. You can stop whenever you like. Ask us anything.</source>
        <translation>你好！今天你要找图形，还要记东西。舒服地坐好。想停的时候随时可以停。有什么问题都可以问我们。</translation>
    </message>
</context>
<context>
    <name>timing</name>
    <message>
        <source>Swaps that do not wait for the screen&apos;s refresh</source>
        <translation>未等待屏幕刷新的换帧</translation>
    </message>
    <message>
        <source>Refresh rate differs from the reported one by</source>
        <translation>刷新率与标称值相差</translation>
    </message>
    <message>
        <source>Spread (SD) of the swap intervals</source>
        <translation>换帧间隔的离散度（标准差）</translation>
    </message>
    <message>
        <source>Onset after it was due, 99th percentile</source>
        <translation>起始晚于应到时刻，第 99 百分位</translation>
    </message>
    <message>
        <source>Frames dropped in a thousand</source>
        <translation>每千帧丢帧数</translation>
    </message>
    <message>
        <source>From a key&apos;s event to the frame it changes, median</source>
        <translation>从按键事件到画面改变，中位数</translation>
    </message>
    <message>
        <source>Sound latency reported by the device</source>
        <translation>设备报告的声音延迟</translation>
    </message>
    <message>
        <source>Sound onset after it was due, spread (SD)</source>
        <translation>声音起始晚于应到时刻，离散度（标准差）</translation>
    </message>
    <message>
        <source>Swaps do not wait for this screen&apos;s refresh, as on a virtual display or under some compositors: onset times are those of the program, not of the screen.</source>
        <translation>换帧没有等待此屏幕刷新，例如在虚拟显示器或某些合成器下：起始时刻是程序的，而不是屏幕的。</translation>
    </message>
    <message>
        <source>Without the keyboard itself, which adds some milliseconds of its own: measure it with a robot key (see the page on timing).</source>
        <translation>不含键盘本身，键盘还会增加几毫秒：请用机械按键测量（见计时说明页）。</translation>
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
        <translation>本部分的起始等级。</translation>
    </message>
    <message>
        <source>The level is fixed.</source>
        <translation>等级固定。</translation>
    </message>
    <message>
        <source>Right: a step harder.</source>
        <translation>正确：加难一级。</translation>
    </message>
    <message>
        <source>Wrong: a step easier.</source>
        <translation>错误：降低一级。</translation>
    </message>
    <message>
        <source>Right: not yet enough for a new level.</source>
        <translation>正确：还不足以换级。</translation>
    </message>
    <message>
        <source>Wrong: not yet enough for a new level.</source>
        <translation>错误：还不足以换级。</translation>
    </message>
    <message>
        <source>Right: this is the hardest level.</source>
        <translation>正确：已是最难等级。</translation>
    </message>
    <message>
        <source>Wrong: this is the easiest level.</source>
        <translation>错误：已是最易等级。</translation>
    </message>
    <message>
        <source>Right and engaged: a larger step harder.</source>
        <translation>正确且投入：加难更多。</translation>
    </message>
    <message>
        <source>Wrong while not engaged: a smaller step easier.</source>
        <translation>错误但不投入：只略微降低。</translation>
    </message>
    <message>
        <source>The level that tells most about the threshold.</source>
        <translation>最能说明阈值的等级。</translation>
    </message>
    <message>
        <source>The level expected to be right as often as training aims for.</source>
        <translation>预计正确率符合训练目标的等级。</translation>
    </message>
</context>
</TS>
