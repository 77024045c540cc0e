<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>About</name>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Qionghua Studio</source>
        <translation>琼花演播室</translation>
    </message>
    <message>
        <source>Version {version}, Apache-2.0 licence</source>
        <translation>版本 {version}，Apache-2.0 许可</translation>
    </message>
    <message>
        <source>A performer before a webcam drives a Yangzhou digital human into OBS, on this machine alone.</source>
        <translation>表演者在摄像头前驱动扬州数字人，画面送入 OBS，一切只在本机完成。</translation>
    </message>
    <message>
        <source>Your face is turned into points in memory; no picture of it is stored or sent.</source>
        <translation>您的面部只在内存中转为点位，不存储、不外送任何影像。</translation>
    </message>
    <message>
        <source>It stands on MediaPipe, Qt, ModernGL, NumPy, FFmpeg and the VRM format, with thanks.</source>
        <translation>感谢 MediaPipe、Qt、ModernGL、NumPy、FFmpeg 与 VRM 格式。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>AnchorGrid</name>
    <message>
        <source>top left</source>
        <translation>左上</translation>
    </message>
    <message>
        <source>top</source>
        <translation>上</translation>
    </message>
    <message>
        <source>top right</source>
        <translation>右上</translation>
    </message>
    <message>
        <source>left</source>
        <translation>左</translation>
    </message>
    <message>
        <source>centre</source>
        <translation>中</translation>
    </message>
    <message>
        <source>right</source>
        <translation>右</translation>
    </message>
    <message>
        <source>bottom left</source>
        <translation>左下</translation>
    </message>
    <message>
        <source>bottom</source>
        <translation>下</translation>
    </message>
    <message>
        <source>bottom right</source>
        <translation>右下</translation>
    </message>
    <message>
        <source>Hangs on: {place}</source>
        <translation>对齐到：{place}</translation>
    </message>
</context>
<context>
    <name>AvatarCard</name>
    <message>
        <source>light</source>
        <translation>轻量</translation>
    </message>
    <message>
        <source>Light: for machines without a graphics card</source>
        <translation>轻量版：适合没有独立显卡的电脑</translation>
    </message>
</context>
<context>
    <name>AvatarPage</name>
    <message>
        <source>Who do you want to be?</source>
        <translation>您想成为谁？</translation>
    </message>
    <message>
        <source>A click puts an avatar on. Your own .vrm file can be dropped onto the main window later.</source>
        <translation>点一下即换上。您自己的 .vrm 文件稍后可拖到主窗口上。</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在载入…</translation>
    </message>
    <message>
        <source>Avatar</source>
        <translation>数字人</translation>
    </message>
</context>
<context>
    <name>AvatarPanel</name>
    <message>
        <source>Avatars</source>
        <translation>数字人</translation>
    </message>
    <message>
        <source>Open a .vrm file</source>
        <translation>打开 .vrm 文件</translation>
    </message>
    <message>
        <source>Or drop one onto the window</source>
        <translation>也可以把文件拖到窗口里</translation>
    </message>
    <message>
        <source>Avatar workshop…</source>
        <translation>形象工坊…</translation>
    </message>
    <message>
        <source>Avatar workshop</source>
        <translation>形象工坊</translation>
    </message>
    <message>
        <source>Its licence, and every expression on a slider</source>
        <translation>查看授权，逐个试表情</translation>
    </message>
    <message>
        <source>Open an avatar</source>
        <translation>打开数字人</translation>
    </message>
    <message>
        <source>VRM avatars</source>
        <translation>VRM 数字人</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在载入…</translation>
    </message>
</context>
<context>
    <name>AvatarWorkshop</name>
    <message>
        <source>Avatar workshop</source>
        <translation>形象工坊</translation>
    </message>
    <message>
        <source>The picture as it goes out</source>
        <translation>正在送出的画面</translation>
    </message>
    <message>
        <source>Expressions</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>A slider for every expression</source>
        <translation>逐个试表情</translation>
    </message>
    <message>
        <source>Motion</source>
        <translation>动作</translation>
    </message>
    <message>
        <source>How far you move for the avatar&apos;s whole motion</source>
        <translation>您动多少，数字人才动满</translation>
    </message>
    <message>
        <source>Hair and light</source>
        <translation>发丝与光</translation>
    </message>
    <message>
        <source>How firm hair and cloth are, and the key light</source>
        <translation>头发衣料的软硬，以及主光</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部归零</translation>
    </message>
    <message>
        <source>Outfit</source>
        <translation>服饰</translation>
    </message>
    <message>
        <source>Colours, the brand&apos;s colour, accessories</source>
        <translation>配色、品牌色、配饰</translation>
    </message>
    <message>
        <source>Whole expressions</source>
        <translation>整体表情</translation>
    </message>
    <message>
        <source>Moods, vowels, blinks and the avatar&apos;s own</source>
        <translation>心情、口型、眨眼与自带表情</translation>
    </message>
    <message>
        <source>Single muscles</source>
        <translation>细部表情</translation>
    </message>
    <message>
        <source>The 52 shapes of a face, by region</source>
        <translation>面部 52 个细部，按部位分组</translation>
    </message>
    <message>
        <source>Open a .vrm file</source>
        <translation>打开 .vrm 文件</translation>
    </message>
    <message>
        <source>Or drop one onto this window.</source>
        <translation>也可以把文件拖到这个窗口。</translation>
    </message>
    <message>
        <source>Licence: {words}</source>
        <translation>授权：{words}</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>正在载入…</translation>
    </message>
    <message>
        <source>The avatar&apos;s expressions appear here once it is loaded.</source>
        <translation>数字人载入后，表情会出现在这里。</translation>
    </message>
    <message>
        <source>This avatar has none of the 52 shapes: the studio moves its face by whole expressions.</source>
        <translation>这个数字人没有 52 个细部表情，演播室用整体表情驱动它的脸。</translation>
    </message>
    <message>
        <source>{count} of 52. Held on top of the performer&apos;s own face.</source>
        <translation>52 个中有 {count} 个，叠加在表演者自己的表情上。</translation>
    </message>
    <message>
        <source>Held on top of the performer&apos;s own face.</source>
        <translation>叠加在表演者自己的表情上。</translation>
    </message>
    <message>
        <source>Open an avatar</source>
        <translation>打开数字人</translation>
    </message>
    <message>
        <source>VRM avatars</source>
        <translation>VRM 数字人</translation>
    </message>
</context>
<context>
    <name>Banner</name>
    <message>
        <source>Start the show</source>
        <translation>启动演播</translation>
    </message>
    <message>
        <source>The show ended unexpectedly and is started again, in rehearsal: nothing goes out.</source>
        <translation>演播意外中止，正在以排练状态重新启动：此刻没有画面送出。</translation>
    </message>
    <message>
        <source>Starting the show…</source>
        <translation>正在启动演播…</translation>
    </message>
    <message>
        <source>The show does not answer. It is called again; the picture may still be on air.</source>
        <translation>演播没有回应，正在重新连接；画面可能仍在播出。</translation>
    </message>
    <message>
        <source>The show has stopped: nothing goes out.</source>
        <translation>演播已停止：没有画面送出。</translation>
    </message>
</context>
<context>
    <name>BrandPage</name>
    <message>
        <source>Brand</source>
        <translation>品牌</translation>
    </message>
    <message>
        <source>Preset&apos;s title, Chinese</source>
        <translation>预设名称（中文）</translation>
    </message>
    <message>
        <source>Preset&apos;s title, English</source>
        <translation>预设名称（英文）</translation>
    </message>
    <message>
        <source>Brand, Chinese</source>
        <translation>品牌名（中文）</translation>
    </message>
    <message>
        <source>As overlays write it</source>
        <translation>贴片上的写法</translation>
    </message>
    <message>
        <source>Brand, English</source>
        <translation>品牌名（英文）</translation>
    </message>
    <message>
        <source>Legal name</source>
        <translation>企业全称</translation>
    </message>
    <message>
        <source>As on the business licence</source>
        <translation>与营业执照一致</translation>
    </message>
    <message>
        <source>Unified social credit code</source>
        <translation>统一社会信用代码</translation>
    </message>
    <message>
        <source>18 letters and digits, or empty</source>
        <translation>18 位字母和数字，可留空</translation>
    </message>
    <message>
        <source>How overlays are drawn</source>
        <translation>贴片风格</translation>
    </message>
    <message>
        <source>Main colour</source>
        <translation>主色</translation>
    </message>
    <message>
        <source>Accent</source>
        <translation>点缀色</translation>
    </message>
    <message>
        <source>Ink</source>
        <translation>墨色</translation>
    </message>
    <message>
        <source>Of words on paper</source>
        <translation>纸上文字的颜色</translation>
    </message>
    <message>
        <source>Paper</source>
        <translation>纸色</translation>
    </message>
    <message>
        <source>Behind words</source>
        <translation>文字的底色</translation>
    </message>
    <message>
        <source>Logo</source>
        <translation>标志</translation>
    </message>
    <message>
        <source>Headings in the Song face</source>
        <translation>标题用宋体</translation>
    </message>
    <message>
        <source>English beside Chinese</source>
        <translation>中英双语</translation>
    </message>
    <message>
        <source>on ink</source>
        <translation>对墨色</translation>
    </message>
    <message>
        <source>on paper</source>
        <translation>对纸色</translation>
    </message>
</context>
<context>
    <name>CalibratePage</name>
    <message>
        <source>Your neutral face</source>
        <translation>您的平静表情</translation>
    </message>
    <message>
        <source>Look straight at the screen and relax. After the countdown, this face is the avatar&apos;s calm one.</source>
        <translation>正视屏幕，放松面部。倒数结束后，这张脸就是数字人的平静表情。</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>The points the tracker sees</source>
        <translation>追踪看到的点位</translation>
    </message>
    <message>
        <source>Calibrated: this face is neutral now.</source>
        <translation>校准完成：这就是平静表情。</translation>
    </message>
</context>
<context>
    <name>CameraPage</name>
    <message>
        <source>Your camera</source>
        <translation>您的摄像头</translation>
    </message>
    <message>
        <source>Sit so that your face is in the oval. These are the points the avatar moves by, not a picture.</source>
        <translation>坐好，让面部落在椭圆内。这里只有驱动数字人的点位，没有影像。</translation>
    </message>
    <message>
        <source>The points the tracker sees</source>
        <translation>追踪看到的点位</translation>
    </message>
    <message>
        <source>See myself, to measure the light</source>
        <translation>看我自己，以测量光线</translation>
    </message>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>No camera yet: the built-in take plays</source>
        <translation>尚未选择摄像头：正在播放内置示例</translation>
    </message>
</context>
<context>
    <name>Card</name>
    <message>
        <source>Take “{card}” out of the window, or put it back</source>
        <translation>让“{card}”浮出窗口或放回</translation>
    </message>
    <message>
        <source>Close “{card}”; the menu brings it back</source>
        <translation>关闭“{card}”，可从菜单再打开</translation>
    </message>
</context>
<context>
    <name>CloseUpRow</name>
    <message>
        <source>No second camera</source>
        <translation>不用第二个摄像头</translation>
    </message>
    <message>
        <source>Open a video…</source>
        <translation>打开视频…</translation>
    </message>
    <message>
        <source>Open a video as the second camera</source>
        <translation>用视频代替第二个摄像头</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>视频</translation>
    </message>
</context>
<context>
    <name>ColorField</name>
    <message>
        <source>{name}: choose a colour</source>
        <translation>{name}：选颜色</translation>
    </message>
    <message>
        <source>{ground} {ratio} : 1, passes</source>
        <translation>{ground} {ratio} : 1 通过</translation>
    </message>
    <message>
        <source>{ground} {ratio} : 1, fails</source>
        <translation>{ground} {ratio} : 1 不足</translation>
    </message>
    <message>
        <source>Words in one of them on the other need 4.5 : 1</source>
        <translation>文字与底色的对比至少要 4.5 : 1</translation>
    </message>
</context>
<context>
    <name>CommentDelegate</name>
    <message>
        <source>on the picture</source>
        <translation>已上屏</translation>
    </message>
</context>
<context>
    <name>CommentPanel</name>
    <message>
        <source>Comments</source>
        <translation>评论</translation>
    </message>
    <message>
        <source>Viewer</source>
        <translation>观众</translation>
    </message>
    <message>
        <source>A comment to pass on</source>
        <translation>转达一条评论</translation>
    </message>
    <message>
        <source>Viewer&apos;s nickname</source>
        <translation>观众昵称</translation>
    </message>
    <message>
        <source>Comments that wait, Enter shows one on the picture</source>
        <translation>等待中的评论，回车上屏</translation>
    </message>
    <message>
        <source>No comment waits.</source>
        <translation>没有等待的评论。</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>上屏</translation>
    </message>
    <message>
        <source>Answered</source>
        <translation>已回答</translation>
    </message>
    <message>
        <source>It was answered and leaves the queue</source>
        <translation>已经回答，离开队列</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>不答</translation>
    </message>
    <message>
        <source>It leaves the queue without an answer</source>
        <translation>不予回答，离开队列</translation>
    </message>
    <message>
        <source>Shown large in the prompter</source>
        <translation>在提词器上大字显示</translation>
    </message>
    <message>
        <source>Take the words back</source>
        <translation>收回这句话</translation>
    </message>
    <message>
        <source>Shown to the performer: {text}</source>
        <translation>主播正看到：{text}</translation>
    </message>
</context>
<context>
    <name>ComparedPriceDialog</name>
    <message>
        <source>Compared price</source>
        <translation>对比价</translation>
    </message>
    <message>
        <source>{name}, live price {price}</source>
        <translation>{name}，直播价 {price}</translation>
    </message>
    <message>
        <source>Compared price, yuan; empty takes it away</source>
        <translation>对比价（元），留空则删去</translation>
    </message>
    <message>
        <source>What it is, such as “lowest deal of the last 7 days”</source>
        <translation>依据，如“近7日最低成交价”</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>确定</translation>
    </message>
    <message>
        <source>“{text}” is no price.</source>
        <translation>“{text}”不是价格。</translation>
    </message>
    <message>
        <source>Write yuan, such as 299 or 19.9</source>
        <translation>请填写元，如 299 或 19.9</translation>
    </message>
    <message>
        <source>A compared price needs its basis.</source>
        <translation>对比价必须写明依据。</translation>
    </message>
    <message>
        <source>Write what it is</source>
        <translation>请写明依据</translation>
    </message>
    <message>
        <source>It is not higher than the live price.</source>
        <translation>对比价不高于直播价。</translation>
    </message>
    <message>
        <source>Check both prices</source>
        <translation>请核对两个价格</translation>
    </message>
</context>
<context>
    <name>ConsentPage</name>
    <message>
        <source>Your face stays here</source>
        <translation>您的面部只留在这里</translation>
    </message>
    <message>
        <source>Before going live the performer agrees to be captured. Without it you can rehearse.</source>
        <translation>开播前须由表演者同意被捕捉；不同意也可以排练。</translation>
    </message>
    <message>
        <source>Your camera&apos;s picture is turned into points in memory, picture by picture, and thrown away.</source>
        <translation>摄像头画面逐帧在内存中转为点位，随即丢弃。</translation>
    </message>
    <message>
        <source>No picture of you is stored or sent; the tracker has no way to the network.</source>
        <translation>不存储、不外送您的任何影像；追踪进程不能联网。</translation>
    </message>
    <message>
        <source>What moves the avatar are points of face, body and hands. They leave with the next picture.</source>
        <translation>驱动数字人的是面部、身体和双手的点位，随下一帧更新而消失。</translation>
    </message>
    <message>
        <source>You may take your consent back at any time; then the show goes off air at once.</source>
        <translation>您可以随时撤回同意，撤回后立即停播。</translation>
    </message>
    <message>
        <source>Your name or pseudonym</source>
        <translation>您的姓名或化名</translation>
    </message>
    <message>
        <source>I agree that my face is captured to drive the avatar</source>
        <translation>我同意捕捉我的面部以驱动数字人</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>我同意</translation>
    </message>
    <message>
        <source>Take it back</source>
        <translation>撤回同意</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>知情同意</translation>
    </message>
    <message>
        <source>{name} has agreed.</source>
        <translation>{name} 已同意。</translation>
    </message>
</context>
<context>
    <name>CorrectionDialog</name>
    <message>
        <source>It is shown on the picture for {seconds} seconds at least, and logged.</source>
        <translation>更正在画面上至少显示 {seconds} 秒，并留痕。</translation>
    </message>
    <message>
        <source>What is right, in words viewers understand</source>
        <translation>正确的说法，用观众听得懂的话</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Show the correction</source>
        <translation>显示更正</translation>
    </message>
</context>
<context>
    <name>CorrectionStrip</name>
    <message>
        <source>On the picture: {text}</source>
        <translation>画面上：{text}</translation>
    </message>
    <message>
        <source>It may go in {seconds} s</source>
        <translation>{seconds} 秒后可收起</translation>
    </message>
</context>
<context>
    <name>Countdown</name>
    <message>
        <source>Look straight ahead and relax your face</source>
        <translation>请看向正前方，放松面部</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc 键</translation>
    </message>
</context>
<context>
    <name>CountdownRow</name>
    <message>
        <source>Countdown</source>
        <translation>倒计时</translation>
    </message>
    <message>
        <source>What happens then, such as “the price ends”</source>
        <translation>到点的事，如“直播价结束”</translation>
    </message>
    <message>
        <source>What the countdown ends with</source>
        <translation>倒计时到点的事</translation>
    </message>
    <message>
        <source> min</source>
        <translation> 分钟</translation>
    </message>
    <message>
        <source>Minutes from now</source>
        <translation>从现在起的分钟数</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>开始</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>{what}: time is up</source>
        <translation>{what}：时间到</translation>
    </message>
</context>
<context>
    <name>Doctor</name>
    <message>
        <source>Camera</source>
        <translation>摄像头</translation>
    </message>
    <message>
        <source>Choose a camera above</source>
        <translation>请在上方选择摄像头</translation>
    </message>
    <message>
        <source>A recording plays; choose a camera above</source>
        <translation>正在播放录制内容；请在上方选择摄像头</translation>
    </message>
    <message>
        <source>It gives pictures</source>
        <translation>画面正常</translation>
    </message>
    <message>
        <source>It is being opened…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Not measured yet</source>
        <translation>尚未测量</translation>
    </message>
    <message>
        <source>{fps} pictures a second</source>
        <translation>每秒 {fps} 帧</translation>
    </message>
    <message>
        <source>more light or fewer other programs help</source>
        <translation>加光或关闭其他程序会有帮助</translation>
    </message>
    <message>
        <source>{found}; {advice}</source>
        <translation>{found}；{advice}</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>面部</translation>
    </message>
    <message>
        <source>Look into the camera, nothing before your face</source>
        <translation>请面向摄像头，不要遮挡面部</translation>
    </message>
    <message>
        <source>Seen</source>
        <translation>已看到</translation>
    </message>
    <message>
        <source>Distance</source>
        <translation>距离</translation>
    </message>
    <message>
        <source>about {cm} cm</source>
        <translation>约 {cm} 厘米</translation>
    </message>
    <message>
        <source>move back a little</source>
        <translation>请稍往后</translation>
    </message>
    <message>
        <source>come nearer</source>
        <translation>请靠近些</translation>
    </message>
    <message>
        <source>Framing</source>
        <translation>构图</translation>
    </message>
    <message>
        <source>Your face is cut off: move into the oval</source>
        <translation>面部出画：请移到椭圆内</translation>
    </message>
    <message>
        <source>Move to the middle of the picture</source>
        <translation>请移到画面中间</translation>
    </message>
    <message>
        <source>Show both shoulders: move back or tilt the camera</source>
        <translation>请露出双肩：往后坐或调整摄像头角度</translation>
    </message>
    <message>
        <source>Head and shoulders are in the picture</source>
        <translation>头部和双肩都在画面内</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>光线</translation>
    </message>
    <message>
        <source>Measured only while you look at yourself</source>
        <translation>打开“看我自己”时才能测量</translation>
    </message>
    <message>
        <source>Too dark: a lamp behind the screen helps</source>
        <translation>太暗：在屏幕后方放一盏灯</translation>
    </message>
    <message>
        <source>Too bright: turn the lamp aside</source>
        <translation>太亮：把灯转开一些</translation>
    </message>
    <message>
        <source>Even enough</source>
        <translation>光线合适</translation>
    </message>
</context>
<context>
    <name>DonePage</name>
    <message>
        <source>Ready to rehearse</source>
        <translation>可以排练了</translation>
    </message>
    <message>
        <source>Nothing is on air until you press “Go live”, and that asks what is still missing.</source>
        <translation>按“开播”之前不会播出；开播时会告诉您还缺什么。</translation>
    </message>
    <message>
        <source>These steps are always in the menu under “First steps”. F10 opens the menu.</source>
        <translation>这些步骤随时可在菜单“第一步”中重来。按 F10 打开菜单。</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>{step}: left for later</source>
        <translation>{step}：留待以后</translation>
    </message>
</context>
<context>
    <name>ExpressionPanel</name>
    <message>
        <source>Expressions</source>
        <translation>表情</translation>
    </message>
    <message>
        <source>The avatar&apos;s expressions appear here once it is loaded.</source>
        <translation>数字人载入后，表情会出现在这里。</translation>
    </message>
    <message>
        <source>Strength</source>
        <translation>强度</translation>
    </message>
    <message>
        <source>Of the next expression, and of the one that is held</source>
        <translation>用于下一个表情和正在保持的表情</translation>
    </message>
</context>
<context>
    <name>FileField</name>
    <message>
        <source>A file of the preset&apos;s folder, or drop it here</source>
        <translation>预设文件夹里的文件，也可拖到这里</translation>
    </message>
    <message>
        <source>Choose a file of the preset&apos;s folder</source>
        <translation>选预设文件夹里的文件</translation>
    </message>
    <message>
        <source>“{file}” does not lie in the preset&apos;s folder</source>
        <translation>“{file}”不在预设文件夹里</translation>
    </message>
    <message>
        <source>copy it into {folder} first</source>
        <translation>先把它复制到 {folder} 里</translation>
    </message>
</context>
<context>
    <name>FirstRun</name>
    <message>
        <source>First steps</source>
        <translation>第一步</translation>
    </message>
    <message>
        <source>This is what viewers will see. The label stays: the law asks for it.</source>
        <translation>这就是观众看到的画面。标识始终保留：这是法规要求。</translation>
    </message>
    <message>
        <source>The avatar</source>
        <translation>数字人</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>以后再说</translation>
    </message>
    <message>
        <source>The menu brings these steps back</source>
        <translation>可从菜单重新打开</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一步</translation>
    </message>
    <message>
        <source>Only you see this</source>
        <translation>只有您能看到</translation>
    </message>
    <message>
        <source>Your camera</source>
        <translation>您的摄像头</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Start rehearsing</source>
        <translation>开始排练</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Skip</source>
        <translation>跳过</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>面部</translation>
    </message>
    <message>
        <source>Left hand</source>
        <translation>左手</translation>
    </message>
    <message>
        <source>Right hand</source>
        <translation>右手</translation>
    </message>
    <message>
        <source>{part}: seen</source>
        <translation>{part}：已看到</translation>
    </message>
    <message>
        <source>{part}: not seen</source>
        <translation>{part}：未看到</translation>
    </message>
    <message>
        <source>The show is starting…</source>
        <translation>演播正在启动…</translation>
    </message>
    <message>
        <source>Waiting for the picture…</source>
        <translation>正在等待画面…</translation>
    </message>
</context>
<context>
    <name>GateDialog</name>
    <message>
        <source>Before going live</source>
        <translation>开播前</translation>
    </message>
    <message>
        <source>Your name: it is written into the evidence log</source>
        <translation>您的姓名：会写入留痕日志</translation>
    </message>
    <message>
        <source>signed by {name}</source>
        <translation>{name} 已签字</translation>
    </message>
    <message>
        <source>I agree</source>
        <translation>我同意</translation>
    </message>
    <message>
        <source>I sign for it</source>
        <translation>我来签字</translation>
    </message>
    <message>
        <source>Go there</source>
        <translation>去处理</translation>
    </message>
</context>
<context>
    <name>GesturePanel</name>
    <message>
        <source>Gestures</source>
        <translation>动作</translation>
    </message>
    <message>
        <source>This show has no gestures.</source>
        <translation>此演播没有动作。</translation>
    </message>
    <message>
        <source>Alt and its number play one.</source>
        <translation>按 Alt 加数字即做动作。</translation>
    </message>
</context>
<context>
    <name>HealthBar</name>
    <message>
        <source>{fps} fps</source>
        <translation>{fps} 帧/秒</translation>
    </message>
    <message>
        <source>Pictures a second: {fps} of {wanted}; {repeated} of {frames} were given twice</source>
        <translation>每秒 {fps} 帧，目标 {wanted} 帧；{frames} 帧中有 {repeated} 帧重复</translation>
    </message>
    <message>
        <source>Delay {ms} ms</source>
        <translation>延迟 {ms} 毫秒</translation>
    </message>
    <message>
        <source>From the camera&apos;s picture to the avatar&apos;s, median; set OBS&apos;s audio offset to it</source>
        <translation>从摄像头画面到数字人画面的中位延迟；OBS 的音频同步偏移可设为此值</translation>
    </message>
    <message>
        <source>Gap {ms} ms</source>
        <translation>间隔 {ms} 毫秒</translation>
    </message>
    <message>
        <source>Longest wait for a picture in the last ten seconds</source>
        <translation>最近十秒内两帧之间的最长间隔</translation>
    </message>
    <message>
        <source>CPU {percent} %</source>
        <translation>处理器 {percent} %</translation>
    </message>
    <message>
        <source>Of one core. Show {show} % ({show_ms} ms a picture), tracker {tracker} % ({tracker_ms} ms a picture)</source>
        <translation>以单个核心计。演播 {show} %（每帧 {show_ms} 毫秒），追踪 {tracker} %（每帧 {tracker_ms} 毫秒）</translation>
    </message>
    <message>
        <source>Memory {mb} MB</source>
        <translation>内存 {mb} MB</translation>
    </message>
    <message>
        <source>Of all processes of the show</source>
        <translation>演播的全部进程</translation>
    </message>
    <message>
        <source>Label: {text}</source>
        <translation>标识：{text}</translation>
    </message>
    <message>
        <source>The required mark that tells viewers they see a digital human; drawn last, in every picture</source>
        <translation>法规要求的标识，告知观众画面为数字人；每一帧最后绘制，不会被遮挡</translation>
    </message>
    <message>
        <source>Face</source>
        <translation>面部</translation>
    </message>
    <message>
        <source>Left hand</source>
        <translation>左手</translation>
    </message>
    <message>
        <source>Right hand</source>
        <translation>右手</translation>
    </message>
    <message>
        <source>{part}: seen</source>
        <translation>{part}：已看到</translation>
    </message>
    <message>
        <source>{part}: not seen</source>
        <translation>{part}：未看到</translation>
    </message>
    <message>
        <source>Tracking {fps} fps</source>
        <translation>追踪 {fps} 帧/秒</translation>
    </message>
    <message>
        <source>Nobody seen</source>
        <translation>未看到人</translation>
    </message>
    <message>
        <source>Idle</source>
        <translation>待机</translation>
    </message>
    <message>
        <source>No graphics card</source>
        <translation>无显卡加速</translation>
    </message>
    <message>
        <source>Drawn by the processor ({renderer}): choose a light avatar and 720p</source>
        <translation>由处理器绘制（{renderer}）：建议使用轻量数字人和 720p</translation>
    </message>
</context>
<context>
    <name>HotkeyPage</name>
    <message>
        <source>Hotkeys</source>
        <translation>快捷键</translation>
    </message>
    <message>
        <source>Two hotkeys never share their keys; a command says below what it needs.</source>
        <translation>按键不能重复；命令需要的参数写在下一行。</translation>
    </message>
    <message>
        <source>Keys and what they do</source>
        <translation>按键与作用</translation>
    </message>
</context>
<context>
    <name>HotkeyRow</name>
    <message>
        <source>Keys</source>
        <translation>按键</translation>
    </message>
    <message>
        <source>Such as Ctrl+Alt+Right</source>
        <translation>例如 Ctrl+Alt+Right</translation>
    </message>
    <message>
        <source>What they do</source>
        <translation>作用</translation>
    </message>
    <message>
        <source>Remove this hotkey</source>
        <translation>删除这个快捷键</translation>
    </message>
    <message>
        <source>With what</source>
        <translation>参数</translation>
    </message>
</context>
<context>
    <name>HotkeysField</name>
    <message>
        <source>Another hotkey</source>
        <translation>再加一个</translation>
    </message>
</context>
<context>
    <name>LanguagePage</name>
    <message>
        <source>Welcome to Qionghua Studio</source>
        <translation>欢迎来到琼花演播室</translation>
    </message>
    <message>
        <source>A few steps to your first rehearsal. The menu changes the language at any time.</source>
        <translation>几步即可开始第一次排练。语言随时可在菜单中更改。</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Lacquer black</source>
        <translation>漆黑</translation>
    </message>
    <message>
        <source>Tea white</source>
        <translation>荼白</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
</context>
<context>
    <name>Leaving</name>
    <message>
        <source>Qionghua Studio</source>
        <translation>琼花演播室</translation>
    </message>
    <message>
        <source>The show is going out.</source>
        <translation>节目正在送出。</translation>
    </message>
    <message>
        <source>It can go on without this window; opening the studio again takes it up.</source>
        <translation>关闭窗口后演播可以继续；再次打开琼花演播室即可接管。</translation>
    </message>
    <message>
        <source>Let the show go on</source>
        <translation>让演播继续</translation>
    </message>
    <message>
        <source>End the show</source>
        <translation>结束演播</translation>
    </message>
    <message>
        <source>Stay here</source>
        <translation>留在这里</translation>
    </message>
</context>
<context>
    <name>Licence</name>
    <message>
        <source>commercial</source>
        <translation>可商用</translation>
    </message>
    <message>
        <source>May be used by companies, for profit</source>
        <translation>企业可用于营利</translation>
    </message>
    <message>
        <source>For profit by one person; not by companies</source>
        <translation>个人可用于营利，企业不可</translation>
    </message>
    <message>
        <source>personal, paid</source>
        <translation>个人营利</translation>
    </message>
    <message>
        <source>Not for profit: must not sell on air</source>
        <translation>不得营利：不可用于带货</translation>
    </message>
    <message>
        <source>personal only</source>
        <translation>非商用</translation>
    </message>
    <message>
        <source>The file does not say who may use it for what</source>
        <translation>文件没有说明谁可以用于何处</translation>
    </message>
    <message>
        <source>licence unknown</source>
        <translation>授权未知</translation>
    </message>
</context>
<context>
    <name>LicenceDialog</name>
    <message>
        <source>Licence of this avatar</source>
        <translation>这个数字人的授权</translation>
    </message>
    <message>
        <source>Use it only if you made it, or its author allows what you do with it.</source>
        <translation>只有自己制作的，或作者允许这种用途的，才能使用。</translation>
    </message>
    <message>
        <source>Take the one before</source>
        <translation>换回之前的</translation>
    </message>
    <message>
        <source>I may use it</source>
        <translation>我有权使用</translation>
    </message>
</context>
<context>
    <name>LicencePage</name>
    <message>
        <source>Licence</source>
        <translation>授权</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>平台</translation>
    </message>
    <message>
        <source>Its rules are asked at the gate</source>
        <translation>开播检查会按它的规则</translation>
    </message>
    <message>
        <source>Registration number</source>
        <translation>备案编号</translation>
    </message>
    <message>
        <source>Where the platform asks for one</source>
        <translation>平台要求时填写</translation>
    </message>
    <message>
        <source>Licence from</source>
        <translation>授权开始</translation>
    </message>
    <message>
        <source>Licence until</source>
        <translation>授权到期</translation>
    </message>
    <message>
        <source>such as 2026-12-31; empty: open</source>
        <translation>如 2026-12-31，留空为不限</translation>
    </message>
    <message>
        <source>Categories of goods</source>
        <translation>商品品类</translation>
    </message>
    <message>
        <source>Empty: no limit was written</source>
        <translation>留空为不限</translation>
    </message>
    <message>
        <source>Platforms of the licence</source>
        <translation>授权平台</translation>
    </message>
    <message>
        <source>Who may sign at the gate</source>
        <translation>谁可以在开播检查签字</translation>
    </message>
    <message>
        <source>Names with commas between; empty: anybody</source>
        <translation>用逗号隔开姓名；留空则任何人都可以</translation>
    </message>
</context>
<context>
    <name>Links</name>
    <message>
        <source>Motion capture (VMC)</source>
        <translation>动捕（VMC）</translation>
    </message>
    <message>
        <source>Phone (iFacialMocap)</source>
        <translation>手机（iFacialMocap）</translation>
    </message>
    <message>
        <source>Send motion (VMC)</source>
        <translation>送出动作（VMC）</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
</context>
<context>
    <name>LinksPanel</name>
    <message>
        <source>Phone, suit and voice</source>
        <translation>手机、动捕与语音</translation>
    </message>
    <message>
        <source>The phone&apos;s address, such as 192.168.1.23</source>
        <translation>手机地址，如 192.168.1.23</translation>
    </message>
    <message>
        <source>Who receives, such as 127.0.0.1</source>
        <translation>接收方，如 127.0.0.1</translation>
    </message>
    <message>
        <source>Microphone</source>
        <translation>麦克风</translation>
    </message>
    <message>
        <source>The system&apos;s microphone</source>
        <translation>系统默认麦克风</translation>
    </message>
</context>
<context>
    <name>Log</name>
    <message>
        <source>The label is not in the picture</source>
        <translation>画面中没有标识</translation>
    </message>
    <message>
        <source>{name} signed for: {row}</source>
        <translation>{name} 签字：{row}</translation>
    </message>
    <message>
        <source>{name} agreed to be captured</source>
        <translation>{name} 同意采集</translation>
    </message>
    <message>
        <source>Consent was withdrawn</source>
        <translation>已撤回同意</translation>
    </message>
    <message>
        <source>The evidence log has a gap</source>
        <translation>留痕日志有缺口</translation>
    </message>
    <message>
        <source>Source: {name}</source>
        <translation>来源：{name}</translation>
    </message>
    <message>
        <source>Loading {name}</source>
        <translation>正在载入{name}</translation>
    </message>
    <message>
        <source>{name} changes clothes</source>
        <translation>{name}换装</translation>
    </message>
    <message>
        <source>{name} is on the picture</source>
        <translation>{name}已出镜</translation>
    </message>
    <message>
        <source>{name} cannot be used</source>
        <translation>{name}无法使用</translation>
    </message>
    <message>
        <source>Mirror on</source>
        <translation>镜像已开</translation>
    </message>
    <message>
        <source>Mirror off</source>
        <translation>镜像已关</translation>
    </message>
    <message>
        <source>Framing: {name}</source>
        <translation>景别：{name}</translation>
    </message>
    <message>
        <source>Background: {name}</source>
        <translation>背景：{name}</translation>
    </message>
    <message>
        <source>{name} cannot be the background</source>
        <translation>{name}无法用作背景</translation>
    </message>
    <message>
        <source>Canvas: {width} × {height}, {fps} fps</source>
        <translation>画布：{width} × {height}，{fps} 帧/秒</translation>
    </message>
    <message>
        <source>Calibrated: this face is neutral now</source>
        <translation>校准完成：以此刻的面部为自然状态</translation>
    </message>
    <message>
        <source>Not calibrated</source>
        <translation>未能校准</translation>
    </message>
    <message>
        <source>Holding {name}, {percent} %</source>
        <translation>保持{name}，{percent} %</translation>
    </message>
    <message>
        <source>Released {name}</source>
        <translation>已松开{name}</translation>
    </message>
    <message>
        <source>Released all expressions</source>
        <translation>已松开所有表情</translation>
    </message>
    <message>
        <source>On air</source>
        <translation>正式播出</translation>
    </message>
    <message>
        <source>Off air: back to rehearsal</source>
        <translation>停止播出，回到排练</translation>
    </message>
    <message>
        <source>The slate is shown</source>
        <translation>已切到垫片</translation>
    </message>
    <message>
        <source>Back from the slate</source>
        <translation>已从垫片返回</translation>
    </message>
    <message>
        <source>Recording to {file}</source>
        <translation>正在录制到 {file}</translation>
    </message>
    <message>
        <source>Recorded {file}, {seconds} s</source>
        <translation>已录制 {file}，{seconds} 秒</translation>
    </message>
    <message>
        <source>The recording failed</source>
        <translation>录制失败</translation>
    </message>
    <message>
        <source>Saved {file}</source>
        <translation>已保存 {file}</translation>
    </message>
    <message>
        <source>The picture was not saved</source>
        <translation>图片未能保存</translation>
    </message>
    <message>
        <source>Virtual camera on: {name}</source>
        <translation>虚拟摄像头已打开：{name}</translation>
    </message>
    <message>
        <source>Virtual camera off</source>
        <translation>虚拟摄像头已关闭</translation>
    </message>
    <message>
        <source>The virtual camera went away; opening it again</source>
        <translation>虚拟摄像头中断，正在重新打开</translation>
    </message>
    <message>
        <source>The virtual camera does not work</source>
        <translation>虚拟摄像头无法使用</translation>
    </message>
    <message>
        <source>You see your own camera</source>
        <translation>您可以看到自己的摄像头</translation>
    </message>
    <message>
        <source>Your own camera is hidden</source>
        <translation>您的摄像头画面已隐藏</translation>
    </message>
    <message>
        <source>Tracking: {name}</source>
        <translation>追踪：{name}</translation>
    </message>
    <message>
        <source>Tracking was lost and is coming back</source>
        <translation>追踪中断，正在恢复</translation>
    </message>
    <message>
        <source>Tracking failed</source>
        <translation>追踪失败</translation>
    </message>
    <message>
        <source>Tracking stopped</source>
        <translation>追踪已停止</translation>
    </message>
    <message>
        <source>The show is ending</source>
        <translation>演播正在结束</translation>
    </message>
    <message>
        <source>Connected to the show</source>
        <translation>已连接演播</translation>
    </message>
    <message>
        <source>The show does not answer; calling it again</source>
        <translation>演播没有回应，正在重新连接</translation>
    </message>
    <message>
        <source>The show is not running</source>
        <translation>演播未运行</translation>
    </message>
    <message>
        <source>Starting the show</source>
        <translation>正在启动演播</translation>
    </message>
    <message>
        <source>“{wish}” was refused</source>
        <translation>“{wish}”未能执行</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>无人</translation>
    </message>
    <message>
        <source>transparent</source>
        <translation>透明</translation>
    </message>
    <message>
        <source>soft studio</source>
        <translation>柔光演播室</translation>
    </message>
    <message>
        <source>Brand preset: {name}</source>
        <translation>品牌预设：{name}</translation>
    </message>
    <message>
        <source>{name} was read again</source>
        <translation>{name}已重新读取</translation>
    </message>
    <message>
        <source>The preset {name} cannot be used</source>
        <translation>预设 {name} 无法使用</translation>
    </message>
    <message>
        <source>The preset was not changed</source>
        <translation>预设未更改</translation>
    </message>
    <message>
        <source>Packed {file}</source>
        <translation>已打包 {file}</translation>
    </message>
    <message>
        <source>The brand&apos;s preset is closed</source>
        <translation>品牌预设已关闭</translation>
    </message>
    <message>
        <source>Label: {text}</source>
        <translation>标识：{text}</translation>
    </message>
    <message>
        <source>On now: {name}</source>
        <translation>上商品：{name}</translation>
    </message>
    <message>
        <source>The card is shown</source>
        <translation>商品卡已显示</translation>
    </message>
    <message>
        <source>The card is hidden</source>
        <translation>商品卡已收起</translation>
    </message>
    <message>
        <source>The rundown is held</source>
        <translation>排品已锁定</translation>
    </message>
    <message>
        <source>The rundown is free</source>
        <translation>排品已解锁</translation>
    </message>
    <message>
        <source>{name}: price {price}, by {by}</source>
        <translation>{name}：直播价 {price}，操作人 {by}</translation>
    </message>
    <message>
        <source>{name}: no compared price, by {by}</source>
        <translation>{name}：删去对比价，操作人 {by}</translation>
    </message>
    <message>
        <source>{name}: compared price {price} ({basis}), by {by}</source>
        <translation>{name}：对比价 {price}（{basis}），操作人 {by}</translation>
    </message>
    <message>
        <source>{name}: {count} left, by {by}</source>
        <translation>{name}：库存 {count}，操作人 {by}</translation>
    </message>
    <message>
        <source>{name} is now number {place}</source>
        <translation>{name}移到第 {place} 位</translation>
    </message>
    <message>
        <source>Imported {file}, {count} products</source>
        <translation>已导入 {file}，共 {count} 款</translation>
    </message>
    <message>
        <source>Exported {file}</source>
        <translation>已导出 {file}</translation>
    </message>
    <message>
        <source>The rundown stays as it was</source>
        <translation>排品表保持不变</translation>
    </message>
    <message>
        <source>{name}: shown</source>
        <translation>{name}：已显示</translation>
    </message>
    <message>
        <source>{name}: hidden</source>
        <translation>{name}：已收起</translation>
    </message>
    <message>
        <source>{name} says: {text}</source>
        <translation>{name}文字：{text}</translation>
    </message>
    <message>
        <source>{name} cannot be shown</source>
        <translation>{name}无法显示</translation>
    </message>
    <message>
        <source>Close-up camera: {name}</source>
        <translation>特写摄像头：{name}</translation>
    </message>
    <message>
        <source>No close-up camera</source>
        <translation>不用特写摄像头</translation>
    </message>
    <message>
        <source>The close-up is off the picture</source>
        <translation>特写不在画面上</translation>
    </message>
    <message>
        <source>The close-up camera runs</source>
        <translation>特写摄像头已就绪</translation>
    </message>
    <message>
        <source>Countdown: {what}</source>
        <translation>倒计时：{what}</translation>
    </message>
    <message>
        <source>The countdown was stopped</source>
        <translation>倒计时已停止</translation>
    </message>
    <message>
        <source>Comment on the picture: {text}</source>
        <translation>评论上屏：{text}</translation>
    </message>
    <message>
        <source>Comment answered</source>
        <translation>评论已回答</translation>
    </message>
    <message>
        <source>Comment dropped</source>
        <translation>评论不予回答</translation>
    </message>
    <message>
        <source>Correction: {text}, by {by}</source>
        <translation>更正：{text}，操作人 {by}</translation>
    </message>
    <message>
        <source>The correction was taken away</source>
        <translation>更正已收起</translation>
    </message>
    <message>
        <source>To the performer: {text}</source>
        <translation>提示主播：{text}</translation>
    </message>
    <message>
        <source>The words to the performer are taken</source>
        <translation>给主播的话已收起</translation>
    </message>
    <message>
        <source>Gesture: {name}</source>
        <translation>动作：{name}</translation>
    </message>
    <message>
        <source>Moment marked</source>
        <translation>已打点</translation>
    </message>
    <message>
        <source>{part} follows: {source}</source>
        <translation>{part}跟随：{source}</translation>
    </message>
    <message>
        <source>Mouth by the microphone: {mode}</source>
        <translation>麦克风驱动口型：{mode}</translation>
    </message>
    <message>
        <source>The eyes look at the viewer</source>
        <translation>眼睛看向观众</translation>
    </message>
    <message>
        <source>The eyes are free</source>
        <translation>眼睛自由</translation>
    </message>
    <message>
        <source>The panel is open to the network: {urls}</source>
        <translation>面板已对局域网开放：{urls}</translation>
    </message>
    <message>
        <source>The panel is for this machine only</source>
        <translation>面板只在本机可用</translation>
    </message>
    <message>
        <source>The panel cannot be opened</source>
        <translation>面板无法对局域网开放</translation>
    </message>
    <message>
        <source>A device came in: {name}</source>
        <translation>设备已配对：{name}</translation>
    </message>
    <message>
        <source>OBS is set up: {detail}</source>
        <translation>OBS 已设置好：{detail}</translation>
    </message>
    <message>
        <source>OBS is not set up yet</source>
        <translation>OBS 尚未设置好</translation>
    </message>
    <message>
        <source>Sound of {source} waits {delay} ms for the picture</source>
        <translation>{source} 的声音等画面 {delay} 毫秒</translation>
    </message>
    <message>
        <source>Sound waits for the picture no longer</source>
        <translation>声音不再等画面</translation>
    </message>
    <message>
        <source>Streaming: {detail}</source>
        <translation>正在推流：{detail}</translation>
    </message>
    <message>
        <source>The stream has ended</source>
        <translation>推流已结束</translation>
    </message>
    <message>
        <source>The stream is lost, it is tried again</source>
        <translation>推流中断，正在重试</translation>
    </message>
    <message>
        <source>The stream failed</source>
        <translation>推流失败</translation>
    </message>
</context>
<context>
    <name>LogPanel</name>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>What happened, newest below</source>
        <translation>发生的事情，最新的在下方</translation>
    </message>
</context>
<context>
    <name>LookPage</name>
    <message>
        <source>Look</source>
        <translation>形象</translation>
    </message>
    <message>
        <source>Avatar</source>
        <translation>数字人</translation>
    </message>
    <message>
        <source>Colourway</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>Of the avatar; tints and accessories stand in the text</source>
        <translation>这位数字人的配色；染色与配饰在原文里写</translation>
    </message>
    <message>
        <source>In the hand</source>
        <translation>手持</translation>
    </message>
    <message>
        <source>One of the avatar&apos;s own expressions</source>
        <translation>数字人自带的表情之一</translation>
    </message>
    <message>
        <source>Set or background</source>
        <translation>场景或背景</translation>
    </message>
    <message>
        <source>Framing, wide picture</source>
        <translation>横屏景别</translation>
    </message>
    <message>
        <source>Framing, tall picture</source>
        <translation>竖屏景别</translation>
    </message>
    <message>
        <source>Words of the label</source>
        <translation>标识文字</translation>
    </message>
    <message>
        <source>Each wording is lawful. The label is drawn over everything and cannot be moved or hidden.</source>
        <translation>每种写法都合规。标识画在最上层，不能移动或隐藏。</translation>
    </message>
    <message>
        <source>As the streamer has it</source>
        <translation>由主播决定</translation>
    </message>
    <message>
        <source>Nothing</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Soft studio</source>
        <translation>柔光演播室</translation>
    </message>
    <message>
        <source>The house&apos;s</source>
        <translation>演播室默认</translation>
    </message>
</context>
<context>
    <name>LookPanel</name>
    <message>
        <source>Look</source>
        <translation>画面</translation>
    </message>
    <message>
        <source>Soft studio</source>
        <translation>柔光演播室</translation>
    </message>
    <message>
        <source>Transparent</source>
        <translation>透明</translation>
    </message>
    <message>
        <source>Tea white</source>
        <translation>荼白</translation>
    </message>
    <message>
        <source>Moon white</source>
        <translation>月白</translation>
    </message>
    <message>
        <source>Lotus pink</source>
        <translation>藕荷</translation>
    </message>
    <message>
        <source>Dark green</source>
        <translation>黛绿</translation>
    </message>
    <message>
        <source>Key green</source>
        <translation>抠像绿</translation>
    </message>
    <message>
        <source>Another colour…</source>
        <translation>其他颜色…</translation>
    </message>
    <message>
        <source>A picture…</source>
        <translation>图片…</translation>
    </message>
    <message>
        <source>Set behind the avatar</source>
        <translation>数字人身后的布景</translation>
    </message>
    <message>
        <source>Wide 16:9</source>
        <translation>横屏 16:9</translation>
    </message>
    <message>
        <source>Tall 9:16</source>
        <translation>竖屏 9:16</translation>
    </message>
    <message>
        <source>{rate} fps</source>
        <translation>{rate} 帧</translation>
    </message>
    <message>
        <source>Fixed while on air, recorded or sent to the virtual camera.</source>
        <translation>播出、录制或使用虚拟摄像头时不可更改。</translation>
    </message>
    <message>
        <source>A Yangzhou set…</source>
        <translation>扬州布景…</translation>
    </message>
    <message>
        <source>Background colour</source>
        <translation>背景颜色</translation>
    </message>
    <message>
        <source>Background picture</source>
        <translation>背景图片</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
</context>
<context>
    <name>MainMenu</name>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>Cards</source>
        <translation>卡片</translation>
    </message>
    <message>
        <source>Brand preset</source>
        <translation>品牌预设</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Lacquer black</source>
        <translation>漆黑</translation>
    </message>
    <message>
        <source>Tea white</source>
        <translation>荼白</translation>
    </message>
    <message>
        <source>Lay out anew</source>
        <translation>恢复默认布局</translation>
    </message>
    <message>
        <source>Prompter</source>
        <translation>提词器</translation>
    </message>
    <message>
        <source>Clean window</source>
        <translation>纯净画面窗口</translation>
    </message>
    <message>
        <source>Preset editor</source>
        <translation>预设编辑器</translation>
    </message>
    <message>
        <source>Avatar workshop</source>
        <translation>形象工坊</translation>
    </message>
    <message>
        <source>At the desk: {name}…</source>
        <translation>操作人：{name}…</translation>
    </message>
    <message>
        <source>Who is at the desk…</source>
        <translation>操作人…</translation>
    </message>
    <message>
        <source>The preset&apos;s hotkeys in every window</source>
        <translation>在所有窗口里使用预设的快捷键</translation>
    </message>
    <message>
        <source>First steps…</source>
        <translation>第一步…</translation>
    </message>
    <message>
        <source>Copy a report for support…</source>
        <translation>复制求助报告…</translation>
    </message>
    <message>
        <source>Stop the show</source>
        <translation>结束演播</translation>
    </message>
    <message>
        <source>About</source>
        <translation>关于</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Keep in the tray when closed</source>
        <translation>关闭窗口时留在托盘</translation>
    </message>
    <message>
        <source>Keep in the tray (this desktop has none)</source>
        <translation>留在托盘（此桌面没有托盘）</translation>
    </message>
    <message>
        <source>The house&apos;s own look</source>
        <translation>演播室自己的样子</translation>
    </message>
</context>
<context>
    <name>MotionPanel</name>
    <message>
        <source>Green is what you do now. Up to the left end is rest; at the right end the avatar moves wholly.</source>
        <translation>绿色是您此刻的动作。左端以内算静止，到右端数字人就动满。</translation>
    </message>
    <message>
        <source>Nobody is seen now: the windows can be set, but nothing moves in them.</source>
        <translation>现在没有看到人：可以先调范围，但不会有实时显示。</translation>
    </message>
    <message>
        <source>Reset all</source>
        <translation>全部还原</translation>
    </message>
    <message>
        <source>Reset: {name}</source>
        <translation>还原：{name}</translation>
    </message>
</context>
<context>
    <name>MotionRow</name>
    <message>
        <source>Reset: {name}</source>
        <translation>还原：{name}</translation>
    </message>
</context>
<context>
    <name>NameDialog</name>
    <message>
        <source>Who is at the desk?</source>
        <translation>谁在操作？</translation>
    </message>
    <message>
        <source>Prices, stock and corrections are logged with the name of who changed them.</source>
        <translation>改价、改库存和更正都会连同操作人姓名一起留痕。</translation>
    </message>
    <message>
        <source>Name or staff number</source>
        <translation>姓名或工号</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Use this name</source>
        <translation>使用此名</translation>
    </message>
</context>
<context>
    <name>NewPresetDialog</name>
    <message>
        <source>New preset</source>
        <translation>新建预设</translation>
    </message>
    <message>
        <source>Brand, Chinese</source>
        <translation>品牌名（中文）</translation>
    </message>
    <message>
        <source>Brand, English</source>
        <translation>品牌名（英文）</translation>
    </message>
    <message>
        <source>Empty: as in Chinese</source>
        <translation>留空则与中文相同</translation>
    </message>
    <message>
        <source>Name of the folder</source>
        <translation>文件夹名</translation>
    </message>
    <message>
        <source>Small letters, digits, - and _</source>
        <translation>小写字母、数字、- 和 _</translation>
    </message>
    <message>
        <source>How overlays are drawn</source>
        <translation>贴片风格</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Create</source>
        <translation>新建</translation>
    </message>
    <message>
        <source>A folder among your presets, with the usual overlays</source>
        <translation>放在你的预设里，带常用贴片</translation>
    </message>
</context>
<context>
    <name>NowPanel</name>
    <message>
        <source>On now</source>
        <translation>在讲</translation>
    </message>
    <message>
        <source>No product is on. “Next” begins the rundown.</source>
        <translation>还没有商品。按“下一个”开始。</translation>
    </message>
    <message>
        <source>Comes next</source>
        <translation>接下来</translation>
    </message>
    <message>
        <source>Card shown</source>
        <translation>商品卡</translation>
    </message>
    <message>
        <source>{place} of {count}</source>
        <translation>第 {place} / {count} 个</translation>
    </message>
    <message>
        <source>{time} over</source>
        <translation>超时 {time}</translation>
    </message>
    <message>
        <source>of {time} planned</source>
        <translation>/ 计划 {time}</translation>
    </message>
    <message>
        <source>no time planned</source>
        <translation>未定时长</translation>
    </message>
</context>
<context>
    <name>ObsPage</name>
    <message>
        <source>Into OBS</source>
        <translation>送入 OBS</translation>
    </message>
    <message>
        <source>The studio sets OBS up and follows its scenes. Skip this if you use something else.</source>
        <translation>演播室会设置好 OBS 并跟随其场景。若用别的软件，可跳过。</translation>
    </message>
    <message>
        <source>1.  Start OBS Studio 28 or newer.</source>
        <translation>1.  启动 OBS 28 或更新版本。</translation>
    </message>
    <message>
        <source>2.  In OBS: Tools → WebSocket Server Settings → Enable WebSocket server.</source>
        <translation>2.  在 OBS 中：工具 → 连接设置 → 开启服务器。</translation>
    </message>
    <message>
        <source>3.  Press the button; the scenes appear in OBS, and the studio says what it has found.</source>
        <translation>3.  按下按钮；场景会出现在 OBS 中，演播室会说明找到了什么。</translation>
    </message>
    <message>
        <source>Without OBS: the clean window (F11) for tools that capture windows, or the virtual camera.</source>
        <translation>不用 OBS：用纯净画面窗口（F11）供直播伴侣抓取，或用虚拟摄像头。</translation>
    </message>
    <message>
        <source>Scene on OBS&apos;s program: {scene}</source>
        <translation>OBS 当前场景：{scene}</translation>
    </message>
</context>
<context>
    <name>OutfitBox</name>
    <message>
        <source>Colourway</source>
        <translation>配色</translation>
    </message>
    <message>
        <source>In the brand&apos;s colour</source>
        <translation>品牌色</translation>
    </message>
    <message>
        <source>Any hue; lightness and strength are held within good taste. Never skin, eyes, lips or hair.</source>
        <translation>色相随意，明度与浓淡收在雅致范围内；不染肤色、眼睛、嘴唇与头发。</translation>
    </message>
    <message>
        <source>Accessories</source>
        <translation>配饰</translation>
    </message>
</context>
<context>
    <name>OutputPanel</name>
    <message>
        <source>Outputs</source>
        <translation>输出</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Virtual camera</source>
        <translation>虚拟摄像头</translation>
    </message>
    <message>
        <source>Still picture</source>
        <translation>静态图片</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>录制</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Saved {file}</source>
        <translation>已保存 {file}</translation>
    </message>
</context>
<context>
    <name>OutputWindow</name>
    <message>
        <source>Qionghua Studio, program</source>
        <translation>琼花演播室 节目画面</translation>
    </message>
</context>
<context>
    <name>OverlayPanel</name>
    <message>
        <source>Overlays</source>
        <translation>贴片</translation>
    </message>
    <message>
        <source>A brand&apos;s preset brings its overlays.</source>
        <translation>品牌预设会带来它的贴片。</translation>
    </message>
</context>
<context>
    <name>OverlayRow</name>
    <message>
        <source>The seller has to be seen for the whole broadcast</source>
        <translation>直播全程必须显示商家信息</translation>
    </message>
    <message>
        <source>in Chinese</source>
        <translation>中文</translation>
    </message>
    <message>
        <source>in English</source>
        <translation>英文</translation>
    </message>
    <message>
        <source>Words {language}</source>
        <translation>文字（{language}）</translation>
    </message>
    <message>
        <source>{overlay}: words {language}</source>
        <translation>{overlay}：{language}文字</translation>
    </message>
</context>
<context>
    <name>OverlaysPage</name>
    <message>
        <source>Overlays</source>
        <translation>贴片</translation>
    </message>
    <message>
        <source>The preset&apos;s overlays, back to front</source>
        <translation>预设的贴片，从后到前</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Add an overlay</source>
        <translation>添加贴片</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Remove this overlay from the preset</source>
        <translation>从预设里删除这个贴片</translation>
    </message>
    <message>
        <source>Shown from the start</source>
        <translation>一开始就显示</translation>
    </message>
    <message>
        <source>Words, Chinese</source>
        <translation>中文内容</translation>
    </message>
    <message>
        <source>Words, English</source>
        <translation>英文内容</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Where the family puts it</source>
        <translation>恢复默认位置</translation>
    </message>
    <message>
        <source>Takes the place of its own away</source>
        <translation>删除单独设定的位置</translation>
    </message>
    <message>
        <source>On the tall picture</source>
        <translation>竖屏位置</translation>
    </message>
    <message>
        <source>On the wide picture</source>
        <translation>横屏位置</translation>
    </message>
    <message>
        <source>The preset has no overlays yet.</source>
        <translation>预设里还没有贴片。</translation>
    </message>
    <message>
        <source>{x} % across, {y} % down from the point, {width} % wide. Drag its frame on the preview.</source>
        <translation>距对齐点横向 {x} %、纵向 {y} %，宽 {width} %。可在预览上拖动它的框。</translation>
    </message>
</context>
<context>
    <name>PlacePage</name>
    <message>
        <source>Where, and for whom?</source>
        <translation>在哪里，为谁？</translation>
    </message>
    <message>
        <source>A Yangzhou set behind the avatar; a brand&apos;s preset brings its own, with its goods.</source>
        <translation>选一处扬州场景；品牌预设自带场景和商品。</translation>
    </message>
    <message>
        <source>Set</source>
        <translation>场景</translation>
    </message>
    <message>
        <source>Brand preset</source>
        <translation>品牌预设</translation>
    </message>
    <message>
        <source>Set and brand</source>
        <translation>场景与品牌</translation>
    </message>
    <message>
        <source>The house&apos;s own look</source>
        <translation>演播室自己的样子</translation>
    </message>
</context>
<context>
    <name>PresetEditor</name>
    <message>
        <source>Preset editor</source>
        <translation>预设编辑器</translation>
    </message>
    <message>
        <source>New…</source>
        <translation>新建…</translation>
    </message>
    <message>
        <source>A new preset of your own</source>
        <translation>新建自己的预设</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>打开…</translation>
    </message>
    <message>
        <source>A preset by its folder</source>
        <translation>打开预设文件夹</translation>
    </message>
    <message>
        <source>Pack…</source>
        <translation>打包…</translation>
    </message>
    <message>
        <source>One file for another machine, pictures and sheet included</source>
        <translation>打成一个文件带到别的电脑，图片和排品表都在内</translation>
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
        <source>Program</source>
        <translation>节目画面</translation>
    </message>
    <message>
        <source>Safe area</source>
        <translation>安全区</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>贴片框</translation>
    </message>
    <message>
        <source>Outside it phones crop and platforms lay their own controls</source>
        <translation>安全区外会被手机裁掉或被平台按钮挡住</translation>
    </message>
    <message>
        <source>Of the overlays, to be dragged</source>
        <translation>可以拖动的贴片框</translation>
    </message>
    <message>
        <source>The picture as it goes out, with the overlays&apos; frames</source>
        <translation>正在送出的画面，带贴片框</translation>
    </message>
    <message>
        <source>Show the field</source>
        <translation>转到这一项</translation>
    </message>
    <message>
        <source>No brand&apos;s preset is open: make a new one, or open one.</source>
        <translation>没有打开品牌预设：新建或打开一个。</translation>
    </message>
    <message>
        <source>Packed {count} files</source>
        <translation>已打包 {count} 个文件</translation>
    </message>
    <message>
        <source>Open a brand&apos;s preset</source>
        <translation>打开品牌预设</translation>
    </message>
    <message>
        <source>Pack the preset</source>
        <translation>打包预设</translation>
    </message>
    <message>
        <source>Packed presets</source>
        <translation>打包的预设</translation>
    </message>
</context>
<context>
    <name>PresetKeys</name>
    <message>
        <source>No keys are lent here (X11 and Windows do): the preset&apos;s hotkeys work in this window only</source>
        <translation>这个系统不借出全局按键（X11 和 Windows 可以）：预设的快捷键只在本窗口有效</translation>
    </message>
    <message>
        <source>Use hotkeys of OBS (Settings → Hotkeys → 琼花) or the web panel on a phone instead</source>
        <translation>可改用 OBS 的快捷键（设置 → 快捷键 → 琼花），或手机上的网页面板</translation>
    </message>
    <message>
        <source>They work in this window; choose other keys in the preset editor, or end the other program</source>
        <translation>它们在本窗口里仍然有效；可在预设编辑器里换键，或关闭那个程序</translation>
    </message>
    <message>
        <source>Hotkey {keys}: another program has these keys</source>
        <translation>快捷键 {keys}：已被别的程序占用</translation>
    </message>
    <message>
        <source>Hotkey {keys}: without Ctrl or Alt it would be missing wherever you type</source>
        <translation>快捷键 {keys}：不带 Ctrl 或 Alt，打字时就打不出它</translation>
    </message>
    <message>
        <source>Hotkey {keys}: this system does not lend this key</source>
        <translation>快捷键 {keys}：系统不借出这个键</translation>
    </message>
</context>
<context>
    <name>PresetPanel</name>
    <message>
        <source>Brand</source>
        <translation>品牌</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>编辑…</translation>
    </message>
    <message>
        <source>Preset editor</source>
        <translation>预设编辑器</translation>
    </message>
    <message>
        <source>A form beside the picture; makes new presets too</source>
        <translation>边看画面边填表，也能新建预设</translation>
    </message>
    <message>
        <source>Fixed while on air.</source>
        <translation>播出中不可更改。</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>The house&apos;s own look</source>
        <translation>演播室自己的样子</translation>
    </message>
    <message>
        <source>Open a folder…</source>
        <translation>打开文件夹…</translation>
    </message>
    <message>
        <source>Seller: {name}</source>
        <translation>商家：{name}</translation>
    </message>
    <message>
        <source>Licence until {date}</source>
        <translation>授权至 {date}</translation>
    </message>
    <message>
        <source>Mend its preset.toml; it is read again when it is saved</source>
        <translation>请修改其 preset.toml，保存后会自动重读</translation>
    </message>
    <message>
        <source>Open a brand&apos;s preset</source>
        <translation>打开品牌预设</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>Program</source>
        <translation>节目画面</translation>
    </message>
    <message>
        <source>The picture as it goes out</source>
        <translation>正在送出的画面</translation>
    </message>
    <message>
        <source>Clean window</source>
        <translation>纯净画面窗口</translation>
    </message>
    <message>
        <source>Only the picture, for window capture</source>
        <translation>只有画面，供窗口捕获使用</translation>
    </message>
    <message>
        <source>Only you see this</source>
        <translation>只有您能看到</translation>
    </message>
    <message>
        <source>Hide my camera</source>
        <translation>隐藏我的画面</translation>
    </message>
    <message>
        <source>Your camera</source>
        <translation>您的摄像头</translation>
    </message>
    <message>
        <source>A take holds no picture.</source>
        <translation>表演记录只有动作，没有画面。</translation>
    </message>
    <message>
        <source>No camera is chosen.</source>
        <translation>没有选择摄像头。</translation>
    </message>
    <message>
        <source>{width} × {height}, {rate} fps</source>
        <translation>{width} × {height}，{rate} 帧/秒</translation>
    </message>
    <message>
        <source>Waiting for the picture…</source>
        <translation>正在等待画面…</translation>
    </message>
    <message>
        <source>The show is not running.</source>
        <translation>演播未运行。</translation>
    </message>
    <message>
        <source>The show is starting…</source>
        <translation>演播正在启动…</translation>
    </message>
</context>
<context>
    <name>ProductView</name>
    <message>
        <source>Stock not known</source>
        <translation>库存未知</translation>
    </message>
    <message>
        <source>{count} left</source>
        <translation>库存 {count}</translation>
    </message>
</context>
<context>
    <name>Prompter</name>
    <message>
        <source>Prompter</source>
        <translation>提词器</translation>
    </message>
    <message>
        <source>Taken</source>
        <translation>收到</translation>
    </message>
    <message>
        <source>Takes the operator&apos;s words away</source>
        <translation>收起导播的话</translation>
    </message>
    <message>
        <source>Scroll by itself</source>
        <translation>自动滚动</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>Pace</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Smaller letters</source>
        <translation>缩小文字</translation>
    </message>
    <message>
        <source>Larger letters</source>
        <translation>放大文字</translation>
    </message>
    <message>
        <source>Mirrored, for a prompter behind glass</source>
        <translation>镜像，供玻璃提词器使用</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>What the performer reads</source>
        <translation>主播阅读的内容</translation>
    </message>
    <message>
        <source>On air</source>
        <translation>直播中</translation>
    </message>
    <message>
        <source>Rehearsal</source>
        <translation>排练</translation>
    </message>
    <message>
        <source>Next: {name}</source>
        <translation>下一个：{name}</translation>
    </message>
    <message>
        <source>No product is on.</source>
        <translation>还没有商品。</translation>
    </message>
    <message>
        <source>Do not say</source>
        <translation>禁说</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Report for support</source>
        <translation>求助报告</translation>
    </message>
    <message>
        <source>No names, files, words or pictures are in it. Read it, copy it, and send it as you like.</source>
        <translation>其中没有姓名、文件、文字或影像。您可以先看，再复制，自行决定发给谁。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copied.</source>
        <translation>已复制。</translation>
    </message>
</context>
<context>
    <name>RundownModel</name>
    <message>
        <source>No.</source>
        <translation>序号</translation>
    </message>
    <message>
        <source>Product</source>
        <translation>商品</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类型</translation>
    </message>
    <message>
        <source>Price</source>
        <translation>直播价</translation>
    </message>
    <message>
        <source>Compared</source>
        <translation>对比价</translation>
    </message>
    <message>
        <source>Stock</source>
        <translation>库存</translation>
    </message>
    <message>
        <source>Minutes</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>On now</source>
        <translation>在讲</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一个</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>已讲</translation>
    </message>
    <message>
        <source>Set by {name}</source>
        <translation>由 {name} 填写</translation>
    </message>
</context>
<context>
    <name>RundownPanel</name>
    <message>
        <source>Rundown</source>
        <translation>排品表</translation>
    </message>
    <message>
        <source>No goods yet: open a brand&apos;s preset, or import a rundown from CSV or XLSX.</source>
        <translation>还没有商品：请打开品牌预设，或从 CSV、XLSX 导入排品表。</translation>
    </message>
    <message>
        <source>The rundown is held.</source>
        <translation>排品已锁定。</translation>
    </message>
    <message>
        <source>Release it under “On now”</source>
        <translation>请在“在讲”卡片中解锁</translation>
    </message>
    <message>
        <source>Import a rundown</source>
        <translation>导入排品表</translation>
    </message>
    <message>
        <source>Rundowns</source>
        <translation>排品表</translation>
    </message>
    <message>
        <source>Export the rundown</source>
        <translation>导出排品表</translation>
    </message>
    <message>
        <source>“{text}” was not understood.</source>
        <translation>“{text}”无法识别。</translation>
    </message>
    <message>
        <source>Prices in yuan, such as 199 or 19.9; stock in whole numbers</source>
        <translation>价格以元计，如 199 或 19.9；库存为整数</translation>
    </message>
    <message>
        <source>{count} products, {minutes} min planned</source>
        <translation>共 {count} 款，计划 {minutes} 分钟</translation>
    </message>
</context>
<context>
    <name>RundownTable</name>
    <message>
        <source>Rundown: Enter shows a product, F2 edits, Alt and arrows move it</source>
        <translation>排品表：回车上商品，F2 编辑，Alt 加方向键移动</translation>
    </message>
</context>
<context>
    <name>SellerPage</name>
    <message>
        <source>Seller</source>
        <translation>商家</translation>
    </message>
    <message>
        <source>Shown for every product that has no seller of its own, for the whole broadcast.</source>
        <translation>没有单独商家的商品都显示它，全程可见。</translation>
    </message>
    <message>
        <source>Name on the business licence</source>
        <translation>营业执照上的名称</translation>
    </message>
    <message>
        <source>Unified social credit code</source>
        <translation>统一社会信用代码</translation>
    </message>
    <message>
        <source>18 letters and digits, or empty</source>
        <translation>18 位字母和数字，可留空</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系方式</translation>
    </message>
</context>
<context>
    <name>SlotRow</name>
    <message>
        <source>brand&apos;s primary</source>
        <translation>品牌主色</translation>
    </message>
    <message>
        <source>brand&apos;s secondary</source>
        <translation>品牌辅色</translation>
    </message>
    <message>
        <source>brand&apos;s accent</source>
        <translation>品牌点缀色</translation>
    </message>
    <message>
        <source>{wished} is worn as {worn}: hue kept, lightness and strength within good taste</source>
        <translation>{wished} 染成 {worn}：色相不变，明度与浓淡收在雅致范围内</translation>
    </message>
    <message>
        <source>as the colourway has it</source>
        <translation>配色原色</translation>
    </message>
    <message>
        <source>another colour…</source>
        <translation>其他颜色…</translation>
    </message>
</context>
<context>
    <name>SourcePanel</name>
    <message>
        <source>Performer</source>
        <translation>表演者</translation>
    </message>
    <message>
        <source>Calibrate</source>
        <translation>校准</translation>
    </message>
    <message>
        <source>See myself</source>
        <translation>看我自己</translation>
    </message>
    <message>
        <source>Your camera&apos;s picture stays on this machine.</source>
        <translation>您的摄像头画面只留在本机。</translation>
    </message>
    <message>
        <source>Built-in take</source>
        <translation>内置演示</translation>
    </message>
    <message>
        <source> ({seconds} s)</source>
        <translation>（{seconds} 秒）</translation>
    </message>
    <message>
        <source>Open a video…</source>
        <translation>打开视频…</translation>
    </message>
    <message>
        <source>Nobody: idle only</source>
        <translation>无人：仅待机</translation>
    </message>
    <message>
        <source>Open a video as the performer</source>
        <translation>打开视频作为表演者</translation>
    </message>
    <message>
        <source>Videos and takes</source>
        <translation>视频与表演记录</translation>
    </message>
</context>
<context>
    <name>TextPage</name>
    <message>
        <source>As text</source>
        <translation>文本</translation>
    </message>
    <message>
        <source>The preset&apos;s file</source>
        <translation>预设文件</translation>
    </message>
    <message>
        <source>As the file</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Takes back what was typed here</source>
        <translation>放弃这里的改动</translation>
    </message>
    <message>
        <source>Write</source>
        <translation>写入</translation>
    </message>
    <message>
        <source>Writes the file, if the text is sound</source>
        <translation>检查无误后写入文件</translation>
    </message>
    <message>
        <source>Typed here and not written yet</source>
        <translation>有改动，尚未写入</translation>
    </message>
    <message>
        <source>The same as the file</source>
        <translation>与文件一致</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Qionghua Studio</source>
        <translation>琼花演播室</translation>
    </message>
    <message>
        <source>Slate</source>
        <translation>垫片</translation>
    </message>
    <message>
        <source>Stream</source>
        <translation>直播</translation>
    </message>
    <message>
        <source>Perform: expressions, gestures, framing, outputs</source>
        <translation>表演：表情、动作、景别、输出</translation>
    </message>
    <message>
        <source>Sell</source>
        <translation>带货</translation>
    </message>
    <message>
        <source>Rundown, the present product, comments, overlays</source>
        <translation>排品表、在讲商品、评论、贴片</translation>
    </message>
    <message>
        <source>Set up</source>
        <translation>准备</translation>
    </message>
    <message>
        <source>Brand, avatar, look, camera</source>
        <translation>品牌、数字人、画面、摄像头</translation>
    </message>
    <message>
        <source>Prompter</source>
        <translation>提词器</translation>
    </message>
    <message>
        <source>What the performer reads, in a window of its own</source>
        <translation>主播阅读的内容，单独一个窗口</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>Language, theme, cards, about</source>
        <translation>语言、主题、卡片、关于</translation>
    </message>
    <message>
        <source>No show</source>
        <translation>未运行</translation>
    </message>
</context>
<context>
    <name>Tray</name>
    <message>
        <source>Show the window</source>
        <translation>显示窗口</translation>
    </message>
    <message>
        <source>Close the desk; the show goes on</source>
        <translation>关闭控制台，演播继续</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>The show runs on. A click on the flower brings the window back.</source>
        <translation>演播仍在继续。点一下琼花图标即可找回窗口。</translation>
    </message>
    <message>
        <source>Qionghua Studio</source>
        <translation>琼花演播室</translation>
    </message>
</context>
<context>
    <name>TuningPanel</name>
    <message>
        <source>Reset</source>
        <translation>还原</translation>
    </message>
    <message>
        <source>Reset: {name}</source>
        <translation>还原：{name}</translation>
    </message>
    <message>
        <source>as made</source>
        <translation>原设</translation>
    </message>
    <message>
        <source>as the set</source>
        <translation>随场景</translation>
    </message>
    <message>
        <source>{degrees}° to the right</source>
        <translation>偏右 {degrees}°</translation>
    </message>
    <message>
        <source>{degrees}° to the left</source>
        <translation>偏左 {degrees}°</translation>
    </message>
    <message>
        <source>{degrees}° higher</source>
        <translation>高 {degrees}°</translation>
    </message>
    <message>
        <source>{degrees}° lower</source>
        <translation>低 {degrees}°</translation>
    </message>
    <message>
        <source>neutral</source>
        <translation>中性</translation>
    </message>
    <message>
        <source>warmer, {percent} %</source>
        <translation>偏暖 {percent}%</translation>
    </message>
    <message>
        <source>cooler, {percent} %</source>
        <translation>偏冷 {percent}%</translation>
    </message>
</context>
<context>
    <name>Window</name>
    <message>
        <source>Qionghua Studio</source>
        <translation>琼花演播室</translation>
    </message>
</context>
</TS>
